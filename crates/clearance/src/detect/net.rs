//! Web and e-mail addresses, handles, IP addresses and QR codes, written or said.

use std::sync::LazyLock;

use reference::{HostStanding, host_standing};
use regex::Regex;

use super::pattern;
use crate::{
    Category,
    mention::{Found, Mention},
    reading::Reading,
};

/// Endings that are taken for a name's without `http` or `www` before it.
const ENDINGS: &str = "com|net|org|edu|gov|mil|info|biz|io|co|us|uk|ca|au|de|fr|it|es|nl|se|tv|fm|me|app|dev|ai|gg|ly|xyz|site|online|store|shop|example|test|invalid|localhost|onion";

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\b(?:https?://|www\.)[^\s<>"“”()\[\]]+"#));
static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}"));
static HOST: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{ENDINGS})\b(?:/[^\s,;]*)?")));
static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(\[“\x22'—–-])([@#][A-Za-z][A-Za-z0-9_.]{1,29})"));
static IPV4: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"));
static IPV6: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})(?:::?[0-9a-f]{1,4})*|\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?",
    )
});
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:[a-z0-9]+(?: (?:dot|underscore|dash) [a-z0-9]+)* at )?(?:[a-z0-9]+ (?:dot|dash) ){1,3}(?:com|net|org|edu|gov|io|tv|co|info|biz|uk|de|fr)\b",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bQR[ -]codes?\b"));

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.passages.iter().enumerate() {
        let text = &passage.text;
        for (expression, kind) in [
            (&EMAIL, Kind::Email),
            (&URL, Kind::Url),
            (&IPV4, Kind::Ip),
            (&IPV6, Kind::Ip),
            (&HOST, Kind::Host),
            (&SPOKEN, Kind::Spoken),
            (&CODE, Kind::Code),
        ] {
            for hit in expression.find_iter(text) {
                add(found, index, text, hit.start(), hit.end(), kind);
            }
        }
        for hit in HANDLE.captures_iter(text).filter_map(|c| c.get(1)) {
            add(found, index, text, hit.start(), hit.end(), Kind::Handle);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Email,
    Url,
    Host,
    Ip,
    Spoken,
    Handle,
    Code,
}

fn add(found: &mut Found, passage: usize, text: &str, start: usize, end: usize, kind: Kind) {
    let written = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
    let end = start + written.len();
    let entity = match kind {
        Kind::Spoken => said(written),
        _ => written.to_lowercase(),
    };
    let host = match kind {
        Kind::Handle | Kind::Code => None,
        Kind::Ip => entity
            .trim_matches(':')
            .parse::<std::net::IpAddr>()
            .ok()
            .or_else(|| entity.parse().ok())
            .map(|ip| ip.to_string()),
        Kind::Email => entity.rsplit('@').next().map(str::to_owned),
        _ => Some(host_of(&entity)),
    };
    if kind == Kind::Ip && host.is_none() {
        return;
    }
    // "Mr.Co", "U.S" and version numbers are no names of hosts: a label before the ending has three letters or more.
    if kind == Kind::Host
        && entity.split(['.', '/']).next().is_none_or(|l| l.len() < 3)
        && entity.matches('.').count() < 2
    {
        return;
    }
    let (finding, detail) = match host.as_deref().map(host_standing) {
        Some(HostStanding::Reserved(source)) => ("reserved", source.title.clone()),
        _ => ("unknown", String::new()),
    };
    let mut mention = Mention::new(Category::Net, entity, finding, (passage, start, end));
    mention.detail = detail;
    found.add(mention);
}

fn host_of(url: &str) -> String {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host).to_owned()
}

/// `big bear dot com` as it would be typed.
fn said(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        match word.to_lowercase().as_str() {
            "dot" => out.push('.'),
            "at" => out.push('@'),
            "dash" => out.push('-'),
            "underscore" => out.push('_'),
            other => out.push_str(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_taken_out_of_addresses() {
        assert_eq!(host_of("https://mail.example.com:8080/x?y"), "mail.example.com");
        assert_eq!(said("jane underscore doe at example dot com"), "jane_doe@example.com");
    }

    #[test]
    fn every_pattern_compiles() {
        for expression in [&URL, &EMAIL, &HOST, &HANDLE, &IPV4, &IPV6, &SPOKEN, &CODE] {
            assert!(!expression.is_match(""));
        }
    }
}
