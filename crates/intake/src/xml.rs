//! A walk over XML that stops where the file breaks off: one call for each start, end and text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a walk meets.
pub(crate) enum Met<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// Walks to the end, or to the first fault. Names come without their prefix; entities are the five of XML and numbers.
pub(crate) fn walk(xml: &str, mut see: impl FnMut(Met<'_>)) {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => see(Met::Start(e.local_name().as_ref(), &e)),
            Ok(Event::Empty(e)) => {
                see(Met::Start(e.local_name().as_ref(), &e));
                see(Met::End(e.local_name().as_ref()));
            }
            Ok(Event::End(e)) => see(Met::End(e.local_name().as_ref())),
            Ok(Event::Text(t)) => see(Met::Text(&t)),
            Ok(Event::CData(t)) => see(Met::Text(&t)),
            Ok(Event::GeneralRef(r)) => see(Met::Text(&entity(&r))),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let raw = found.value.into_owned();
    Some(quick_xml::escape::unescape(&raw).map(|v| v.into_owned()).unwrap_or(raw))
}

/// The character of a reference, or nothing for one that the file would have to define.
pub(crate) fn entity(name: &str) -> String {
    let code = |n: &str| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    };
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "hellip" => Some('…'),
        "rsquo" => Some('’'),
        "lsquo" => Some('‘'),
        "rdquo" => Some('”'),
        "ldquo" => Some('“'),
        "eacute" => Some('é'),
        "egrave" => Some('è'),
        "agrave" => Some('à'),
        "ccedil" => Some('ç'),
        "uuml" => Some('ü'),
        "ouml" => Some('ö'),
        "auml" => Some('ä'),
        "szlig" => Some('ß'),
        "ntilde" => Some('ñ'),
        _ => name.strip_prefix('#').and_then(code).and_then(char::from_u32),
    };
    known.map(String::from).unwrap_or_default()
}
