//! The names of TTML: one short form for each, whatever prefix a file gives its namespace.

/// Namespaces that are known, and the prefix that stands for them here. The first of a prefix is the one written.
/// Sources: TTML2 5.1, IMSC 1.1 6.1, EBU Tech 3390 and 3380, DAPT 4.1; TTML1 drafts for the older ones.
const NAMESPACES: [(&str, &str); 22] = [
    ("", "http://www.w3.org/ns/ttml"),
    ("tts", "http://www.w3.org/ns/ttml#styling"),
    ("ttp", "http://www.w3.org/ns/ttml#parameter"),
    ("ttm", "http://www.w3.org/ns/ttml#metadata"),
    ("tta", "http://www.w3.org/ns/ttml#audio"),
    ("isd", "http://www.w3.org/ns/ttml#isd"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("itts", "http://www.w3.org/ns/ttml/profile/imsc1#styling"),
    ("ittp", "http://www.w3.org/ns/ttml/profile/imsc1#parameter"),
    ("ittm", "http://www.w3.org/ns/ttml/profile/imsc1#metadata"),
    ("ebutts", "urn:ebu:tt:style"),
    ("ebuttm", "urn:ebu:tt:metadata"),
    ("daptm", "http://www.w3.org/ns/ttml/profile/dapt#metadata"),
    ("smpte", "http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt"),
    ("", "http://www.w3.org/2006/10/ttaf1"),
    ("tts", "http://www.w3.org/2006/10/ttaf1#styling"),
    ("tts", "http://www.w3.org/2006/10/ttaf1#style"),
    ("ttp", "http://www.w3.org/2006/10/ttaf1#parameter"),
    ("ttm", "http://www.w3.org/2006/10/ttaf1#metadata"),
    ("", "http://www.w3.org/2006/04/ttaf1"),
    ("tts", "http://www.w3.org/2006/04/ttaf1#styling"),
];

/// The current TTML namespace.
pub(super) const TTML: &str = "http://www.w3.org/ns/ttml";

/// The short name of something in a namespace: `p`, `tts:color`; `{uri}name` where the namespace is not known.
/// An attribute without a prefix is in no namespace and is called by its name alone.
pub(super) fn short(uri: Option<&str>, local: &str) -> String {
    match uri {
        None => local.to_owned(),
        Some(uri) => match NAMESPACES.iter().find(|(_, known)| *known == uri) {
            Some(("", _)) => local.to_owned(),
            Some((prefix, _)) => format!("{prefix}:{local}"),
            None => format!("{{{uri}}}{local}"),
        },
    }
}

/// The namespace of a known prefix.
pub(super) fn uri_of(prefix: &str) -> Option<&'static str> {
    NAMESPACES.iter().find(|(known, _)| *known == prefix).map(|(_, uri)| *uri)
}

/// The declarations that some markup in short names needs: the default namespace and every prefix in it.
pub(super) fn declarations(markup: &str) -> String {
    let mut out = format!(" xmlns=\"{TTML}\"");
    let mut said = vec!["", "xml"];
    for (prefix, uri) in NAMESPACES {
        if !said.contains(&prefix) && markup.contains(&format!("{prefix}:")) {
            out.push_str(&format!(" xmlns:{prefix}=\"{uri}\""));
            said.push(prefix);
        }
    }
    out
}

/// An id as XML can have it: one that begins with a letter and has no blanks in it. Others get a letter before them.
pub(super) fn xml_id(id: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let clean: String = id.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    match clean.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => clean,
        _ => format!("x{clean}"),
    }
}

/// Whether a name is that of a style property.
pub(super) fn is_style(name: &str) -> bool {
    ["tts:", "itts:", "ebutts:", "tta:"].iter().any(|prefix| name.starts_with(prefix))
}

/// Letters as XML has them in text and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            // What XML 1.0 cannot say in any way.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
