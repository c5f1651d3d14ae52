//! SubStation Alpha (v4) and its successor (v4+): styles by name, dialogue by line, marks in braces.

mod read;
mod text;
mod write;

use crate::source::{read_text, write_text};
use crate::{File, Finding, Format};

/// Reads an ASS or SSA file.
pub(crate) fn read(bytes: &[u8], format: Format) -> (File, Vec<Finding>) {
    read_text(format, bytes, None, read::parse)
}

/// Writes an ASS or SSA file.
pub(crate) fn write(file: &File) -> Vec<u8> {
    write_text(file, &write::SubStation(file.format)).0
}

/// The fields of a dialogue line where the file does not say.
const EVENT: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// The fields of a v4+ style.
const STYLE: &str = "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
    Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
    MarginR, MarginV, Encoding";

/// The style that stands in where a file has none.
const DEFAULT: &str =
    "Default,Arial,48,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,1,2,40,40,40,1";

/// The fields named in a `Format:` line.
fn fields(format: &str) -> Vec<String> {
    format.split(',').map(|field| field.trim().to_ascii_lowercase()).collect()
}
