//! Writing SubStation Alpha.

use super::read::style_place;
use super::text::write_marks;
use super::{DEFAULT, EVENT, STYLE, fields};
use crate::resolve::tagged;
use crate::screen::placement;
use crate::source::Dialect;
use crate::{Cue, File, Format, Time};

/// The way to write of one of the two.
pub(super) struct SubStation(pub Format);

impl Dialect for SubStation {
    fn head(&self, file: &File) -> String {
        let mut out = "[Script Info]\n".to_owned();
        let info: Vec<_> =
            file.head.kept.attributes.iter().filter_map(|(n, v)| Some((n.strip_prefix("ass:")?, v))).collect();
        for (name, value) in &info {
            out.push_str(&format!("{name}: {value}\n"));
        }
        let is_old = self.0 == Format::Ssa;
        if !info.iter().any(|(name, _)| *name == "ScriptType") {
            out.push_str(if is_old { "ScriptType: v4.00\n" } else { "ScriptType: v4.00+\n" });
        }
        out.push_str(if is_old { "\n[V4 Styles]\n" } else { "\n[V4+ Styles]\n" });
        let said = |name: &str, usual: &str| file.head.kept.get(name).unwrap_or(usual).to_owned();
        out.push_str(&format!("Format: {}\n", said("ass.styles", STYLE)));
        let own: Vec<&str> = file.head.styles.iter().filter_map(|style| style.kept.get("ass:fields")).collect();
        for style in if own.is_empty() { vec![DEFAULT] } else { own } {
            out.push_str(&format!("Style: {style}\n"));
        }
        out.push_str(&format!("\n[Events]\nFormat: {}\n", said("ass.events", EVENT)));
        out
    }

    fn cue(&self, file: &File, cue: &Cue, _number: usize) -> String {
        let is_own = |id: &&String| file.head.styles.iter().any(|s| s.id == **id && s.kept.get("ass:fields").is_some());
        let style = cue.styles.first().filter(is_own).map_or("Default", String::as_str);
        let end = cue.end.unwrap_or_else(|| crate::vtt::open_end(file, cue));
        // What the named style says need not be said again.
        let own = cue.styles.first().filter(is_own).is_some();
        let nodes = if own { cue.text.clone() } else { tagged(file, cue) };
        let text = write_marks(&nodes, &placement(file, cue), &style_place(&file.head, style));
        let format = fields(file.head.kept.get("ass.events").unwrap_or(EVENT));
        let values: Vec<String> = format
            .iter()
            .map(|name| match name.as_str() {
                "start" => clock(cue.start),
                "end" => clock(end),
                "style" => style.to_owned(),
                "name" | "actor" => file.speaker_of(cue).unwrap_or("").replace([',', '\n'], " "),
                "text" => text.clone(),
                "marked" => cue.kept.get("ass:marked").unwrap_or("Marked=0").to_owned(),
                "effect" => cue.kept.get("ass:effect").unwrap_or("").to_owned(),
                other => cue.kept.get(&format!("ass:{other}")).unwrap_or("0").to_owned(),
            })
            .collect();
        format!("Dialogue: {}", values.join(","))
    }

    fn gap(&self) -> &'static str {
        "\n"
    }
}

fn clock(time: Time) -> String {
    let cs = time.in_units_of(100).max(0);
    format!("{}:{:02}:{:02}.{:02}", cs / 360_000, cs / 6000 % 60, cs / 100 % 60, cs % 100)
}
