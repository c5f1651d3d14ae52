//! Speeches across a page break: (MORE) below, the cue once more above.

use super::furniture::is_more;
use super::source::Source;
use crate::label::Label;
use crate::{Kind, cue};

/// Marks (MORE) lines, and cues that only repeat the speaker because the page broke.
pub(super) fn mark(lines: &[Source], labels: &mut [Label]) {
    let mut speaker: Option<String> = None;
    let mut more = false;
    for i in 0..lines.len() {
        match labels[i].kind {
            Kind::Other => {
                labels[i].continued = is_more(&lines[i].text);
                more |= labels[i].continued;
            }
            Kind::Character => {
                let name = cue::key(&cue::name(&lines[i].text));
                let same = speaker.as_ref() == Some(&name);
                labels[i].continued = same && (more || (lines[i].after_break && cue::says_continued(&lines[i].text)));
                speaker = Some(name);
                more = false;
            }
            Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics | Kind::Blank => {}
            _ => {
                speaker = None;
                more = false;
            }
        }
    }
}
