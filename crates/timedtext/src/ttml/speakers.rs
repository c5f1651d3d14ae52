//! Who speaks, declared as TTML wants it: an agent in the head, and its id on the paragraph.

use super::names::xml_id;
use crate::resolve::first_voice;
use crate::{File, Speaker};

/// The file with an agent for everyone whom a cue names; the first voice of a text speaks the cue.
pub(super) fn declared(mut file: File) -> File {
    for cue in &mut file.cues {
        let Some(name) = cue.speaker.clone().or_else(|| first_voice(&cue.text).map(str::to_owned)) else { continue };
        let known = file.head.speakers.iter().find(|speaker| speaker.id == name || speaker.name == name);
        let id = match known {
            Some(speaker) => speaker.id.clone(),
            None => {
                let id = xml_id(&name);
                let kind = "character".to_owned();
                file.head.speakers.push(Speaker { id: id.clone(), name, kind, played_by: None });
                id
            }
        };
        cue.speaker = Some(id);
    }
    file
}
