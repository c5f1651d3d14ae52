//! Web pages and Celtx scripts: paragraphs by their classes, or text as it stands between `<pre>` tags.

use script::Kind;

use crate::archive::Archive;
use crate::written::{Place, Written, kind_of_style};
use crate::xml::entity;

/// The script of a Celtx archive.
pub(crate) fn celtx(archive: &mut Archive<'_>) -> Option<Vec<Written>> {
    let name = archive.names().into_iter().find(|n| n.starts_with("script") && n.ends_with(".html"))?;
    archive.text(&name).map(|html| paragraphs(&html))
}

/// The paragraphs of a page. Reads what browsers would show; scripts, styles and the head are left out.
pub(crate) fn paragraphs(html: &str) -> Vec<Written> {
    let mut page = Page { out: vec![Written::default()], hidden: None, kept: false };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        let Some(end) = rest[at..].find('>').map(|e| at + e) else { break };
        if rest[at..].starts_with("<!--") {
            rest = rest[at..].find("-->").map_or("", |e| &rest[at + e + 3..]);
            continue;
        }
        page.tag(&rest[at + 1..end]);
        rest = &rest[end + 1..];
    }
    if !rest.contains('<') {
        page.text(rest);
    }
    page.out
}

struct Page {
    out: Vec<Written>,
    /// The element whose text is not shown.
    hidden: Option<String>,
    /// White space is kept, as in `<pre>`.
    kept: bool,
}

impl Page {
    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with('/');
        let bare = tag.trim_start_matches('/');
        let name: String = bare.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match (&self.hidden, closing) {
            (Some(hidden), true) if *hidden == name => self.hidden = None,
            (Some(_), _) => return,
            _ => {}
        }
        match name.as_str() {
            "script" | "style" | "head" | "noscript" if !closing => self.hidden = Some(name),
            "pre" => {
                self.kept = !closing;
                self.open(bare);
            }
            "br" => self.out.last_mut().into_iter().for_each(|p| p.text.push('\n')),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "li" | "tr" | "table" | "ul" | "center" | "hr" | "td" => {
                self.open(bare)
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &str) {
        let class = value(tag, "class").unwrap_or_default();
        let kind: Option<Kind> = class.split_whitespace().find_map(kind_of_style);
        let centred = tag.starts_with("center") || value(tag, "align").is_some_and(|a| a == "center");
        let blank = self.out.last().is_none_or(|p| p.text.trim().is_empty());
        let fresh = Written {
            kind,
            place: if centred { Place::Middle } else { Place::Left },
            space_above: tag.starts_with('p') || tag.starts_with('h'),
            ..Written::default()
        };
        match self.out.last_mut().filter(|_| blank) {
            Some(last) => *last = fresh,
            None => self.out.push(fresh),
        }
    }

    fn text(&mut self, raw: &str) {
        if self.hidden.is_some() {
            return;
        }
        let text = decoded(raw);
        let Some(p) = self.out.last_mut() else { return };
        if self.kept {
            p.text.push_str(&text.replace('\r', ""));
            return;
        }
        for word in text.split_whitespace() {
            if !p.text.is_empty() && !p.text.ends_with(char::is_whitespace) && !raw.starts_with(word) {
                p.text.push(' ');
            }
            p.text.push_str(word);
        }
        if text.ends_with(char::is_whitespace) && !p.text.is_empty() && !p.text.ends_with(char::is_whitespace) {
            p.text.push(' ');
        }
    }
}

fn value(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let rest = tag.get(at..)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    Some(match quote {
        Some(q) => rest[1..].split(q).next()?.to_string(),
        None => rest.split_whitespace().next()?.to_string(),
    })
}

fn decoded(raw: &str) -> String {
    let mut out = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let name = rest[at + 1..].find(';').filter(|n| *n <= 8).map(|n| &rest[at + 1..at + 1 + n]);
        match name.map(|n| (n, entity(n))).filter(|(_, c)| !c.is_empty()) {
            Some((name, c)) => {
                out.push_str(&c);
                rest = &rest[at + name.len() + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}
