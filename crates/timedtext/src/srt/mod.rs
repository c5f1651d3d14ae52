//! SubRip: numbered cues with millisecond times.
//!
//! There is no standard; this follows what players accept. Times in every usual wrong way are read and named.

mod read;
mod text;
mod timing;

use crate::resolve::tagged;
use crate::screen::placement;
use crate::source::{Dialect, read_text, write_text};
use crate::{Cue, File, Finding, Format};
use text::write_markup;

pub(crate) use text::{number_of, place_of};

/// Reads a SubRip file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    read_text(Format::Srt, bytes, None, read::parse)
}

/// Writes a SubRip file.
pub(crate) fn write(file: &File) -> Vec<u8> {
    write_text(file, &SubRip).0
}

struct SubRip;

impl Dialect for SubRip {
    fn head(&self, _file: &File) -> String {
        String::new()
    }

    fn cue(&self, file: &File, cue: &Cue, number: usize) -> String {
        let number = cue.kept.get("srt:number").map_or_else(|| number.to_string(), str::to_owned);
        let settings = cue.kept.get("srt:settings").unwrap_or("");
        let end = cue.end.unwrap_or_else(|| crate::vtt::open_end(file, cue));
        let times = format!("{} --> {}", timing::write_time(cue.start), timing::write_time(end));
        let text = write_markup(&tagged(file, cue), &placement(file, cue));
        // A blank line inside the text would look like the end of the cue.
        let lines: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
        let head = if number.is_empty() { String::new() } else { format!("{number}\n") };
        format!("{head}{times}{settings}\n{}", lines.join("\n"))
    }

    fn gap(&self) -> &'static str {
        "\n\n"
    }
}
