//! Paragraphs set as layout text, in the ways programs, typewriters and web pages set them.

use coldread_script::Kind;

use crate::content::Element;

/// A line of layout text and what it is.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) text: String,
    /// `None` where it is not scored.
    pub(crate) kind: Option<Kind>,
}

impl Row {
    pub(crate) fn blank() -> Self {
        Self { text: String::new(), kind: Some(Kind::Blank) }
    }

    pub(crate) fn other(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: Some(Kind::Other) }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How a script is set. Columns count from 0.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) name: &'static str,
    heading: usize,
    action: usize,
    dialogue: usize,
    parenthetical: usize,
    cue: usize,
    /// Where transitions end; 0 for those that begin with the action.
    right: usize,
    action_width: usize,
    dialogue_width: usize,
    parenthetical_width: usize,
    blank_above_heading: usize,
    numbers: Numbers,
    /// Page number, header, (MORE), CONTINUED: every so many lines.
    pages: bool,
    /// Cues and speeches stand in the middle.
    centred: bool,
    /// A tab for every eight columns.
    tabs: bool,
    /// Speeches are double-spaced and descriptions are in capitals.
    multicam: bool,
    title_indent: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    None,
    Left,
    Both,
}

const PLAIN: Style = Style {
    name: "standard",
    heading: 0,
    action: 0,
    dialogue: 10,
    parenthetical: 16,
    cue: 22,
    right: 60,
    action_width: 60,
    dialogue_width: 35,
    parenthetical_width: 25,
    blank_above_heading: 1,
    numbers: Numbers::None,
    pages: false,
    centred: false,
    tabs: false,
    multicam: false,
    title_indent: 25,
};

/// The settings that are measured.
pub(crate) const STYLES: [Style; 12] = [
    PLAIN,
    Style {
        name: "web page",
        heading: 15,
        action: 15,
        dialogue: 25,
        parenthetical: 31,
        cue: 37,
        right: 72,
        action_width: 57,
        blank_above_heading: 2,
        ..PLAIN
    },
    Style {
        name: "shooting",
        numbers: Numbers::Both,
        pages: true,
        heading: 8,
        action: 8,
        dialogue: 19,
        parenthetical: 26,
        cue: 33,
        right: 68,
        ..PLAIN
    },
    Style { name: "pages", pages: true, heading: 5, action: 5, dialogue: 15, parenthetical: 20, cue: 25, ..PLAIN },
    Style {
        name: "cue alone",
        dialogue: 0,
        parenthetical: 0,
        cue: 20,
        dialogue_width: 60,
        parenthetical_width: 60,
        ..PLAIN
    },
    Style {
        name: "typewriter",
        heading: 10,
        action: 10,
        dialogue: 22,
        parenthetical: 28,
        cue: 36,
        right: 0,
        action_width: 62,
        dialogue_width: 32,
        parenthetical_width: 20,
        blank_above_heading: 2,
        numbers: Numbers::Left,
        ..PLAIN
    },
    Style {
        name: "tabs",
        action: 8,
        heading: 8,
        dialogue: 24,
        parenthetical: 32,
        cue: 40,
        right: 56,
        tabs: true,
        ..PLAIN
    },
    Style { name: "centred", centred: true, dialogue_width: 38, ..PLAIN },
    Style { name: "outdented headings", heading: 0, action: 4, dialogue: 14, parenthetical: 18, cue: 24, ..PLAIN },
    Style { name: "multi-camera", multicam: true, ..PLAIN },
    Style {
        name: "narrow",
        heading: 0,
        action: 0,
        dialogue: 4,
        parenthetical: 6,
        cue: 8,
        right: 50,
        action_width: 50,
        dialogue_width: 40,
        parenthetical_width: 30,
        ..PLAIN
    },
    FLAT,
];

/// Everything at the left edge.
const FLAT: Style = Style {
    name: "flat",
    dialogue: 0,
    parenthetical: 0,
    cue: 0,
    right: 0,
    action_width: 70,
    dialogue_width: 70,
    parenthetical_width: 70,
    title_indent: 0,
    ..PLAIN
};

impl Style {
    /// Whether it has no indentation of its own.
    pub(crate) fn is_flat(&self) -> bool {
        self.cue == self.action
    }
}

/// Sets a script.
pub(crate) fn set(elements: &[Element], style: &Style) -> Vec<Row> {
    let mut press = Press { style, rows: vec![], on_page: 0, page: 1, speaker: String::new(), scene: String::new() };
    let mut before: Option<Kind> = None;
    for element in elements {
        press.element(element, before);
        before = element.kind.or(Some(Kind::Action));
    }
    press.rows
}

struct Press<'a> {
    style: &'a Style,
    rows: Vec<Row>,
    on_page: usize,
    page: usize,
    speaker: String,
    scene: String,
}

impl Press<'_> {
    fn element(&mut self, element: &Element, before: Option<Kind>) {
        let kind = element.kind;
        let speaks = |k: Option<Kind>| matches!(k, Some(Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics));
        let inside = speaks(kind) && (speaks(before) || before == Some(Kind::Character));
        if before.is_some() && !inside {
            let above = match kind {
                Some(Kind::SceneHeading) => self.style.blank_above_heading,
                _ if before == Some(Kind::TitlePage) && kind != before => 3,
                _ => 1,
            };
            (0..above).for_each(|_| self.push(Row::blank()));
        }
        match kind {
            Some(Kind::SceneHeading) => self.scene = element.number.clone().unwrap_or_default(),
            Some(Kind::Character) => self.speaker = element.text.clone(),
            _ => {}
        }
        let (indent, width) = self.measure(kind);
        let shout = self.style.multicam && kind == Some(Kind::Action);
        let text = if shout { element.text.to_uppercase() } else { element.text.clone() };
        let lines = wrapped(&text, width);
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let indent = self.indent(kind, indent, &line, i);
            let mut text = format!("{}{line}", " ".repeat(indent));
            if i == 0 && kind == Some(Kind::SceneHeading) {
                text = self.numbered(text, element.number.as_deref());
            }
            if self.style.tabs {
                text = format!("{}{line}", "\t".repeat(indent / 8));
            }
            self.push(Row { text, kind });
            if self.style.multicam && kind == Some(Kind::Dialogue) && i + 1 < count {
                self.push(Row::blank());
            }
            self.turn(kind, i + 1 < count);
        }
    }

    fn measure(&self, kind: Option<Kind>) -> (usize, usize) {
        let s = self.style;
        match kind {
            Some(Kind::SceneHeading) => (s.heading, s.action_width),
            Some(Kind::Character) => (s.cue, 38),
            Some(Kind::Dialogue | Kind::Lyrics) => (s.dialogue, s.dialogue_width),
            Some(Kind::Parenthetical) => (s.parenthetical, s.parenthetical_width),
            Some(Kind::TitlePage) => (s.title_indent, 60),
            _ => (s.action, s.action_width),
        }
    }

    fn indent(&self, kind: Option<Kind>, indent: usize, line: &str, row: usize) -> usize {
        let length = line.chars().count();
        let middle = |width: usize| (width.saturating_sub(length)) / 2;
        match kind {
            Some(Kind::Transition) if self.style.right > 0 => self.style.right.saturating_sub(length),
            Some(Kind::Centered) if !self.style.is_flat() => self.style.action + middle(self.style.action_width),
            Some(Kind::Character | Kind::Dialogue | Kind::Parenthetical) if self.style.centred => {
                self.style.action + middle(self.style.action_width)
            }
            // The second line of a bracket hangs under its first letter.
            Some(Kind::Parenthetical) if row > 0 && !self.style.is_flat() => indent + 1,
            _ => indent,
        }
    }

    fn numbered(&self, text: String, number: Option<&str>) -> String {
        let Some(number) = number else { return text };
        match self.style.numbers {
            Numbers::None => text,
            Numbers::Left => {
                format!("{number:<width$}{}", text.trim_start(), width = self.style.heading.max(number.len() + 2))
            }
            Numbers::Both => {
                let left =
                    format!("{number:<width$}{}", text.trim_start(), width = self.style.heading.max(number.len() + 2));
                format!("{left:<72}{number}")
            }
        }
    }

    fn push(&mut self, row: Row) {
        self.on_page += 1;
        self.rows.push(row);
    }

    /// Ends the page where it is full.
    fn turn(&mut self, kind: Option<Kind>, goes_on: bool) {
        if !self.style.pages || self.on_page < 50 || kind == Some(Kind::TitlePage) || kind == Some(Kind::SceneHeading) {
            return;
        }
        let speech = goes_on && kind == Some(Kind::Dialogue);
        if kind == Some(Kind::Character) || (kind == Some(Kind::Parenthetical)) {
            return;
        }
        let cue = format!("{}{}", " ".repeat(self.style.cue), self.speaker.split(" (").next().unwrap_or(""));
        if speech {
            self.rows.push(Row::other(format!("{}(MORE)", " ".repeat(self.style.cue))));
        }
        let continued = self.style.numbers == Numbers::Both;
        if continued {
            self.rows.extend([Row::blank(), Row::other(format!("{:60}(CONTINUED)", ""))]);
        }
        self.page += 1;
        self.rows.push(Row::blank());
        self.rows.push(Row::other(format!("{:6}LOW ROAD - Blue Rev. 4/12/98{:30}{}.", "", "", self.page)));
        self.rows.push(Row::blank());
        if continued {
            self.rows.push(Row::other(format!("{:<8}CONTINUED:{:54}{}", self.scene, "", self.scene)));
            self.rows.push(Row::blank());
        }
        if speech {
            self.rows.push(Row { text: format!("{cue} (CONT'D)"), kind: Some(Kind::Character) });
        }
        self.on_page = 0;
    }
}

/// Words as they fall into lines of a width.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}
