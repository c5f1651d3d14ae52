//! Writing a TTML file.

use super::clock::Clock;
use super::names::{declarations, escaped, xml_id};
use super::speakers::declared;
use super::write_body::{Tree, paragraph};
use super::xml::{Element, parse};
use crate::screen::with_regions;
use crate::source::{Dialect, unchanged, write_text};
use crate::{Change, Cue, File, Kept, Look, Region, Time};

/// Writes a TTML file. In a file that was read, only the paragraphs that changed are written anew, as long as
/// that can be done without moving another.
pub(crate) fn write(file: &File) -> Vec<u8> {
    match &file.source {
        Some(source) if unchanged(file, source) => source.bytes.to_vec(),
        Some(source) if can_splice(file, &source.text) => {
            let root = parse(&source.text).root.unwrap_or_default();
            write_text(file, &Paragraphs { clock: Clock::of(&root), source: source.text.clone() }).0
        }
        _ => whole(&declared(with_regions(file))).into_bytes(),
    }
}

/// Whether changed cues can be put in the place of the old ones: the head is the same, each stands in its group
/// and within its time, and no group is a sequence, in which one change moves all that follow.
fn can_splice(file: &File, text: &str) -> bool {
    let Some(source) = &file.source else { return false };
    let in_order = file.cues.windows(2).all(|pair| pair[0].origin < pair[1].origin);
    let own_group = file.cues.iter().all(|cue| {
        let before = cue.origin.and_then(|origin| source.cues.get(origin));
        before.is_some_and(|before| before.group == cue.group) && bases(file, cue).is_some()
    });
    let tail = source.letters.name() == "UTF-8";
    file.head == source.head && in_order && own_group && tail && !text.contains("\"seq\"") && !text.contains("ttaf1")
}

/// The times of the group of a cue, if the cue lies within them.
fn bases(file: &File, cue: &Cue) -> Option<(Time, Option<Time>)> {
    let Some(group) = cue.group.and_then(|group| file.head.groups.get(group)) else {
        return Some((Time::ZERO, None));
    };
    let early = cue.start < group.start;
    let late = group.end.is_some_and(|limit| cue.end.is_none_or(|end| end > limit) || cue.start > limit);
    (!early && !late).then_some((group.start, group.end))
}

struct Paragraphs {
    clock: Clock,
    source: String,
}

impl Dialect for Paragraphs {
    fn head(&self, _file: &File) -> String {
        String::new()
    }

    fn cue(&self, file: &File, cue: &Cue, _number: usize) -> String {
        let (start, end) = bases(file, cue).unwrap_or_default();
        let mut out = String::new();
        paragraph(cue, start, end, &self.clock, &mut out);
        let mut missing = String::new();
        for declaration in declarations(&out).split(" xmlns").filter(|d| !d.is_empty()) {
            if !self.source.contains(&format!("xmlns{declaration}")) {
                missing.push_str(&format!(" xmlns{declaration}"));
            }
        }
        // A file that gives TTML a prefix may have no default namespace.
        out.replacen("<p", &format!("<p{missing}"), 1)
    }

    fn gap(&self) -> &'static str {
        "\n"
    }
}

/// The whole file anew.
fn whole(file: &File) -> String {
    let mut attributes = file.head.kept.attributes.clone();
    attributes.retain(|(name, _)| !name.starts_with("ass") && !name.starts_with("vtt:") && !name.starts_with("sub:"));
    attributes.retain(|(name, _)| !name.starts_with("stl:") && !name.starts_with("srt:"));
    if let Some(rate) = file.head.rate.filter(|_| !attributes.iter().any(|(name, _)| name == "ttp:frameRate")) {
        attributes.push(("ttp:frameRate".into(), rate.nominal().to_string()));
        if rate.fraction().1 == 1001 {
            attributes.push(("ttp:frameRateMultiplier".into(), "1000 1001".into()));
        }
    }
    let mut root = Element { attributes: attributes.clone(), ..Element::default() };
    let mut clock = Clock::of(&root);
    if let Some(ticks) = ticks_needed(file, &clock) {
        attributes.push(("ttp:tickRate".into(), ticks.to_string()));
        root.attributes.clone_from(&attributes);
        clock = Clock::of(&root);
    }
    let mut inner = String::new();
    write_head(file, &clock, &mut inner);
    Tree::of(file).write(&clock, &mut inner);
    let language = file.head.language.as_deref().unwrap_or("");
    let lang = format!(" xml:lang=\"{}\"", escaped(language));
    let opening = spelled("tt", &attributes);
    let names = declarations(&format!("{opening}{inner}"));
    let opening = opening.replacen("<tt", &format!("<tt{names}{lang}"), 1);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{opening}>\n{inner}</tt>\n")
}

/// The ticks a second in which every time is whole, where some time cannot be said exactly otherwise.
fn ticks_needed(file: &File, clock: &Clock) -> Option<u64> {
    let cues = file.cues.iter().flat_map(|cue| [Some(cue.start), cue.end]);
    let groups = file.head.groups.iter().flat_map(|group| [Some(group.start), group.end]);
    let times: Vec<Time> = cues.chain(groups).flatten().collect();
    if times.iter().all(|time| clock.exact(*time).is_some()) {
        return None;
    }
    times.iter().try_fold(1_u64, |ticks, time| {
        let parts = u64::from(time.fraction().1);
        let common = ticks.checked_mul(parts / gcd(ticks, parts))?;
        (common <= 1_000_000_000).then_some(common)
    })
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// The opening of an element, without its `>`, with its attributes in short names.
fn spelled(name: &str, attributes: &[(String, String)]) -> String {
    let element = Element { name: name.into(), attributes: attributes.to_vec(), ..Element::default() };
    let markup = element.markup();
    markup.strip_suffix("/>").unwrap_or(&markup).to_owned()
}

fn write_head(file: &File, clock: &Clock, out: &mut String) {
    let head = &file.head;
    let mut inner = String::new();
    let own = |markup: &&String| markup.starts_with('<');
    let (late, early): (Vec<&String>, Vec<&String>) =
        head.kept.markup.iter().filter(own).partition(|markup| markup.starts_with("<animation"));
    if !head.speakers.is_empty() {
        inner.push_str("<metadata>");
        for speaker in &head.speakers {
            let id = xml_id(&speaker.id);
            let kind = if speaker.kind.is_empty() { "character" } else { &speaker.kind };
            inner.push_str(&format!("<ttm:agent xml:id=\"{id}\" type=\"{}\">", escaped(kind)));
            if !speaker.name.is_empty() {
                let name_kind = if kind == "character" { "alias" } else { "full" };
                inner.push_str(&format!("<ttm:name type=\"{name_kind}\">{}</ttm:name>", escaped(&speaker.name)));
            }
            if let Some(actor) = &speaker.played_by {
                inner.push_str(&format!("<ttm:actor agent=\"{}\"/>", escaped(actor)));
            }
            inner.push_str("</ttm:agent>");
        }
        inner.push_str("</metadata>\n");
    }
    for markup in early {
        inner.push_str(&format!("{markup}\n"));
    }
    if !head.styles.is_empty() || !head.initial.is_empty() {
        inner.push_str("<styling>\n");
        if !head.initial.is_empty() {
            inner.push_str(&format!("<initial{}/>\n", look_said(&head.initial)));
        }
        for style in &head.styles {
            let attributes = said(&style.id, &style.styles, &style.look, &own_kept(&style.kept));
            inner.push_str(&format!("<style{attributes}/>\n"));
        }
        inner.push_str("</styling>\n");
    }
    if !head.regions.is_empty() {
        inner.push_str("<layout>\n");
        for region in &head.regions {
            write_region(region, clock, &mut inner);
        }
        inner.push_str("</layout>\n");
    }
    for markup in late {
        inner.push_str(&format!("{markup}\n"));
    }
    if !inner.is_empty() {
        out.push_str(&format!("<head>\n{inner}</head>\n"));
    }
}

/// Attributes that other formats keep are not TTML's.
pub(super) fn own_kept(kept: &Kept) -> Kept {
    let foreign = ["ass:", "srt:", "stl:", "vtt:", "sub:", "scc:"];
    let attributes = kept.attributes.iter().filter(|(name, _)| !foreign.iter().any(|f| name.starts_with(f)));
    Kept { attributes: attributes.cloned().collect(), markup: kept.markup.clone() }
}

fn write_region(region: &Region, clock: &Clock, out: &mut String) {
    let look = region.window.as_ref().map_or(region.look.clone(), |window| {
        let percent = |value: f64| format!("{}%", (value * 100.0).round() / 100.0);
        // A line is about 5.33 % of the height, as WebVTT's default font is.
        let height = window.lines.get().min(18.0) * 5.33;
        let x = window.viewport_anchor.0.get() - window.anchor.0.get() * window.width.get() / 100.0;
        let y = window.viewport_anchor.1.get() - window.anchor.1.get() * height / 100.0;
        let origin = format!("{} {}", percent(x), percent(y));
        let extent = format!("{} {}", percent(window.width.get()), percent(height));
        region.look.clone().with("tts:origin", &origin).with("tts:extent", &extent)
    });
    let attributes = said(&region.id, &region.styles, &look, &own_kept(&region.kept));
    let mut inner = String::new();
    region.kept.markup.iter().for_each(|markup| inner.push_str(markup));
    region.changes.iter().for_each(|change| write_change(change, Time::ZERO, None, clock, &mut inner));
    close(&format!("<region{attributes}"), &inner, "region", out);
    out.push('\n');
}

pub(super) fn write_change(change: &Change, start: Time, end: Option<Time>, clock: &Clock, out: &mut String) {
    let times = times_said((change.start, change.end), (start, end), clock);
    let attributes = said("", &[], &change.look, &change.kept);
    out.push_str(&format!("<set{times}{attributes}/>"));
}

/// Closes an opening with or without something in it.
pub(super) fn close(opening: &str, inner: &str, name: &str, out: &mut String) {
    match inner.is_empty() {
        true => out.push_str(&format!("{opening}/>")),
        false => out.push_str(&format!("{opening}>{inner}</{name}>")),
    }
}

/// The attributes of an element, each after a blank.
pub(super) fn said(id: &str, styles: &[String], look: &Look, kept: &Kept) -> String {
    let mut said: Vec<(String, String)> = Vec::new();
    if !id.is_empty() {
        said.push(("xml:id".into(), xml_id(id)));
    }
    if !styles.is_empty() {
        let styles: Vec<String> = styles.iter().map(|id| xml_id(id)).collect();
        said.push(("style".into(), styles.join(" ")));
    }
    said.extend(kept.attributes.iter().cloned());
    let opening = spelled("x", &said);
    format!("{}{}", opening.strip_prefix("<x").unwrap_or(""), look_said(look))
}

fn look_said(look: &Look) -> String {
    look.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect()
}

/// `begin` and `end`, where they are not those of what stands around.
pub(super) fn times_said(own: (Time, Option<Time>), around: (Time, Option<Time>), clock: &Clock) -> String {
    let mut out = String::new();
    if own.0 != around.0 {
        out.push_str(&format!(" begin=\"{}\"", clock.written(own.0 - around.0)));
    }
    if let Some(end) = own.1.filter(|_| own.1 != around.1) {
        // An end before the start of what stands around cannot be said.
        let since = Time::ZERO.max(end - around.0);
        let length = Time::ZERO.max(end - own.0);
        match clock.exact(length).filter(|_| clock.exact(since).is_none()) {
            Some(length) => out.push_str(&format!(" dur=\"{length}\"")),
            None => out.push_str(&format!(" end=\"{}\"", clock.written(since))),
        }
    }
    out
}
