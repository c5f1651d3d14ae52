//! Which format some bytes are in, and the road in and out of each.

use crate::{File, Finding, Loss, Rate, Refusal, Severity};
use crate::{ass, microdvd, sbv, scc, srt, stl, ttml, vtt};

/// A timed-text format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// SubRip.
    Srt,
    /// W3C WebVTT.
    WebVtt,
    /// W3C TTML: TTML1 (DFXP), TTML2, IMSC, EBU-TT-D, SMPTE-TT, DAPT.
    Ttml,
    /// EBU STL (Tech 3264).
    EbuStl,
    /// Advanced SubStation Alpha (v4+).
    Ass,
    /// SubStation Alpha (v4).
    Ssa,
    /// YouTube's SBV.
    Sbv,
    /// MicroDVD: frame numbers in braces.
    MicroDvd,
    /// Scenarist closed captions (CEA-608).
    Scc,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 9] = [
        Format::Srt,
        Format::WebVtt,
        Format::Ttml,
        Format::EbuStl,
        Format::Ass,
        Format::Ssa,
        Format::Sbv,
        Format::MicroDvd,
        Format::Scc,
    ];

    /// The name used on the command line, which is also the usual ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Srt => "srt",
            Format::WebVtt => "vtt",
            Format::Ttml => "ttml",
            Format::EbuStl => "stl",
            Format::Ass => "ass",
            Format::Ssa => "ssa",
            Format::Sbv => "sbv",
            Format::MicroDvd => "sub",
            Format::Scc => "scc",
        }
    }

    /// The format of a name or a file's ending; case does not matter.
    pub fn from_name(name: &str) -> Option<Format> {
        Some(match name.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "srt" => Format::Srt,
            "vtt" | "webvtt" => Format::WebVtt,
            "ttml" | "dfxp" | "xml" | "itt" | "imsc" | "ebuttd" | "dapt" => Format::Ttml,
            "stl" => Format::EbuStl,
            "ass" => Format::Ass,
            "ssa" => Format::Ssa,
            "sbv" => Format::Sbv,
            "sub" => Format::MicroDvd,
            "scc" => Format::Scc,
            _ => return None,
        })
    }
}

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// Its name, whose ending may say the format.
    pub name: Option<&'a str>,
    /// The format, where someone said so.
    pub format: Option<Format>,
    /// The frame rate, for formats that count frames and do not say which.
    pub rate: Option<Rate>,
}

/// A file as read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it says.
    pub file: File,
    /// What was odd about it, in the order of the file.
    pub forgave: Vec<Finding>,
}

/// A file as written.
#[derive(Debug, Clone)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be carried, found by reading the bytes again.
    pub lost: Vec<Loss>,
}

/// Reads a file. Never fails: the content decides the format, the hint where it does not tell, and what is no
/// cue is named in the findings.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Reading {
    let Some(format) = hint.format.or_else(|| of_content(bytes)).or_else(|| of_ending(hint.name)) else {
        let (file, mut forgave) = srt::read(bytes);
        let sentence = "The file is in no timed-text format that is known here.".to_owned();
        forgave.insert(0, Finding::new("format-unknown", Severity::Error, 1, sentence));
        return Reading { file, forgave };
    };
    let (file, forgave) = match format {
        Format::Srt => srt::read(bytes),
        Format::WebVtt => vtt::read(bytes),
        Format::Ttml => ttml::read(bytes),
        Format::EbuStl => stl::read(bytes),
        Format::Ass | Format::Ssa => ass::read(bytes, format),
        Format::Sbv => sbv::read(bytes),
        Format::MicroDvd => microdvd::read(bytes, hint.rate),
        Format::Scc => scc::read(bytes),
    };
    Reading { file, forgave }
}

/// Writes a file in a format. In the format that it was read in, what nobody changed keeps its bytes.
pub fn write(file: &File, format: Format) -> Written {
    let in_own = file.format == format;
    let held;
    let wanted = if in_own {
        file
    } else {
        held = File { format, ..file.clone() }.forget_source();
        &held
    };
    let bytes = match format {
        Format::Srt => srt::write(wanted),
        Format::WebVtt => vtt::write(wanted),
        Format::Ttml => ttml::write(wanted),
        Format::EbuStl => stl::write(wanted),
        Format::Ass | Format::Ssa => ass::write(wanted),
        Format::Sbv => sbv::write(wanted),
        Format::MicroDvd => microdvd::write(wanted),
        Format::Scc => scc::write(wanted),
    };
    let untouched = file.source.as_ref().is_some_and(|source| in_own && source.bytes[..] == bytes[..]);
    let lost = if untouched {
        vec![]
    } else {
        let again = read(&bytes, &Hint { format: Some(format), rate: file.head.rate, name: None });
        crate::differences(file, &again.file)
    };
    Written { bytes, lost }
}

/// What the format's specification refuses in these bytes, each with the name of the feature. Empty for a valid
/// file, and for formats that have no specification to hold a file to.
pub fn validate(bytes: &[u8], hint: &Hint<'_>) -> Vec<Refusal> {
    match hint.format.or_else(|| of_content(bytes)).or_else(|| of_ending(hint.name)) {
        Some(Format::Ttml) => ttml::validate(bytes),
        _ => vec![],
    }
}

fn of_ending(name: Option<&str>) -> Option<Format> {
    Format::from_name(name?.rsplit_once('.')?.1)
}

/// What the content says for itself.
fn of_content(bytes: &[u8]) -> Option<Format> {
    if bytes.len() >= 1024 && bytes[3..].starts_with(b"STL") && bytes[8..11] == *b".01" {
        return Some(Format::EbuStl);
    }
    let (text, _) = crate::encoding::decode(&bytes[..bytes.len().min(8192)]);
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with("WEBVTT") {
        return Some(Format::WebVtt);
    }
    let start = text.trim_start();
    if start.starts_with("Scenarist_SCC") {
        return Some(Format::Scc);
    }
    if start.starts_with('<') && (start.contains("/ns/ttml") || start.contains("/ttaf1") || start.contains("<tt")) {
        return Some(Format::Ttml);
    }
    if start.contains("[Script Info]") || start.contains("[Events]") || start.contains("[V4") {
        return Some(if start.contains("[V4 Styles]") { Format::Ssa } else { Format::Ass });
    }
    if microdvd::is_line(start.lines().next().unwrap_or("")) {
        return Some(Format::MicroDvd);
    }
    if start.lines().take(40).any(|line| line.contains("-->")) {
        return Some(Format::Srt);
    }
    start.lines().take(40).any(sbv::is_times).then_some(Format::Sbv)
}
