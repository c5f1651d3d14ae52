//! What happens to scripts, one fault at a time. Seeded: the same every time.

use coldread_script as script;
use script::Kind;

use crate::setting::Row;

/// A change to layout text that keeps the truth with its lines.
pub(crate) struct Damage {
    pub(crate) name: &'static str,
    pub(crate) apply: fn(Vec<Row>, &mut Dice) -> Vec<Row>,
}

/// Pseudo-random numbers (splitmix64), so that the same seed gives the same damage everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Every fault.
pub(crate) const DAMAGES: [Damage; 29] = [
    Damage { name: "none", apply: |rows, _| rows },
    Damage { name: "no blank lines", apply: |rows, _| rows.into_iter().filter(|r| !r.is_blank()).collect() },
    Damage {
        name: "blank lines doubled",
        apply: |rows, _| each(rows, |r| if r.is_blank() { vec![r.clone(), r] } else { vec![r] }),
    },
    Damage { name: "a blank line after every line", apply: |rows, _| each(rows, |r| vec![r, Row::blank()]) },
    Damage {
        name: "blank lines at random",
        apply: |rows, dice| {
            each(rows, |r| match () {
                () if r.is_blank() && dice.one_in(4) => vec![],
                () if r.is_blank() && dice.one_in(4) => vec![r, Row::blank()],
                () if dice.one_in(12) => vec![r, Row::blank()],
                () => vec![r],
            })
        },
    },
    Damage {
        name: "headings in lower case",
        apply: |rows, _| of_kind(rows, Kind::SceneHeading, |t, _| t.to_lowercase()),
    },
    Damage { name: "cues in lower case", apply: |rows, _| of_kind(rows, Kind::Character, |t, _| titled(&t)) },
    Damage {
        name: "headings without INT. and EXT.",
        apply: |rows, _| of_kind(rows, Kind::SceneHeading, without_opening),
    },
    Damage { name: "names with INT and CUT", apply: |rows, _| of_kind(rows, Kind::Character, renamed) },
    Damage {
        name: "watermark letters on lines of their own",
        apply: |rows, dice| {
            each(rows, |r| {
                if dice.one_in(9) {
                    vec![r, Row::other(format!("{:1$}{2}", "", dice.below(60), mark(dice)))]
                } else {
                    vec![r]
                }
            })
        },
    },
    Damage {
        name: "watermark letters behind lines",
        apply: |rows, dice| {
            each(rows, |mut r| {
                if !r.is_blank() && dice.one_in(9) {
                    r.text = format!("{:<75}{}", r.text, mark(dice));
                }
                vec![r]
            })
        },
    },
    Damage {
        name: "stars in the margin",
        apply: |rows, dice| {
            each(rows, |mut r| {
                if dice.one_in(3) {
                    r.text = format!("{:<78}*", r.text);
                }
                if r.text.trim() == "*" {
                    r.kind = None;
                }
                vec![r]
            })
        },
    },
    Damage { name: "scene numbers at both ends", apply: numbered },
    Damage { name: "page numbers and headers inside", apply: |rows, dice| paged(rows, dice, false) },
    Damage { name: "form feeds and dates", apply: |rows, dice| paged(rows, dice, true) },
    Damage {
        name: "indentation off by one or two",
        apply: |rows, dice| {
            each(rows, |mut r| {
                if !r.is_blank() {
                    r.text = format!("{:1$}{2}", "", dice.below(3), r.text);
                }
                vec![r]
            })
        },
    },
    Damage { name: "indentation lost", apply: |rows, _| text(rows, |t, _| t.trim_start().to_string()) },
    Damage {
        name: "indentation and blank lines lost",
        apply: |rows, _| {
            let rows: Vec<Row> = rows.into_iter().filter(|r| !r.is_blank()).collect();
            text(rows, |t, _| t.trim_start().to_string())
        },
    },
    Damage {
        name: "a third of the indentation",
        apply: |rows, _| {
            text(rows, |t, _| {
                let bare = t.trim_start();
                format!("{:1$}{2}", "", (t.len() - bare.len()) / 3, bare)
            })
        },
    },
    Damage {
        name: "spaces run together as tabs",
        apply: |rows, _| {
            text(rows, |t, _| {
                let bare = t.trim_start();
                format!("{}{bare}", "\t".repeat((t.len() - bare.len()).div_ceil(5)))
            })
        },
    },
    Damage { name: "all in capitals", apply: |rows, _| text(rows, |t, _| t.to_uppercase()) },
    Damage {
        name: "speech in the action column",
        apply: |rows, _| {
            let left = rows.iter().filter(|r| r.kind == Some(Kind::Action)).map(|r| lead(&r.text)).min().unwrap_or(0);
            of_kinds(rows, &[Kind::Dialogue, Kind::Parenthetical], |t, _| format!("{:left$}{}", "", t.trim_start()))
        },
    },
    Damage {
        name: "OCR",
        apply: |rows, dice| {
            each(rows, |mut r| {
                r.text = misread(&r.text, dice);
                vec![r]
            })
        },
    },
    Damage {
        name: "web page around it",
        apply: |rows, _| {
            let head = [
                "FilmScripts.example - Read Scripts Online",
                "Home | New | Alphabetical | Genre",
                "THE LOW ROAD",
                "Read, Study, Learn",
            ];
            let foot =
                ["Writers :   Hanne Okafor", "Genres :   Drama   Thriller", "User Comments", "Back to the index"];
            let rows = rows.into_iter().chain([Row::blank(), Row::blank()]);
            head.map(Row::other)
                .into_iter()
                .chain([Row::blank(), Row::blank()])
                .chain(rows)
                .chain(foot.map(Row::other))
                .collect()
        },
    },
    Damage {
        name: "a shifted half",
        apply: |rows, _| {
            let half = rows.len() / 2;
            rows.into_iter()
                .enumerate()
                .map(|(i, mut r)| {
                    if i > half && !r.is_blank() {
                        r.text = format!("    {}", r.text);
                    }
                    r
                })
                .collect()
        },
    },
    Damage {
        name: "extensions on cues",
        apply: |rows, dice| {
            of_kind_dice(rows, dice, Kind::Character, |t, dice| match dice.below(5) {
                0 => format!("{t} (O.S.)"),
                1 => format!("{t} (CONT'D)"),
                2 => format!("{t} (V.O.) (cont'd)"),
                3 => format!("{t} (into phone)"),
                _ => t,
            })
        },
    },
    Damage { name: "Windows line ends and trailing space", apply: |rows, _| text(rows, |t, _| format!("{t}   \r")) },
    Damage {
        name: "markdown stars on headings and cues",
        apply: |rows, _| {
            of_kinds(rows, &[Kind::SceneHeading, Kind::Character], |t, _| {
                let bare = t.trim();
                t.replace(bare, &format!("**{bare}**"))
            })
        },
    },
    Damage {
        name: "typographic quotes and dashes",
        apply: |rows, _| text(rows, |t, _| t.replace('\'', "’").replace(" - ", " – ").replace("--", "—")),
    },
];

fn each(rows: Vec<Row>, mut change: impl FnMut(Row) -> Vec<Row>) -> Vec<Row> {
    rows.into_iter().flat_map(&mut change).collect()
}

fn text(rows: Vec<Row>, change: fn(String, usize) -> String) -> Vec<Row> {
    let change = |(i, mut row): (usize, Row)| {
        row.text = change(row.text, i);
        row
    };
    rows.into_iter().enumerate().map(change).collect()
}

fn of_kind(rows: Vec<Row>, kind: Kind, change: fn(String, usize) -> String) -> Vec<Row> {
    of_kinds(rows, &[kind], change)
}

fn of_kinds(rows: Vec<Row>, kinds: &[Kind], change: impl Fn(String, usize) -> String) -> Vec<Row> {
    let change = |(i, mut row): (usize, Row)| {
        if row.kind.is_some_and(|k| kinds.contains(&k)) {
            row.text = change(row.text, i);
        }
        row
    };
    rows.into_iter().enumerate().map(change).collect()
}

fn of_kind_dice(rows: Vec<Row>, dice: &mut Dice, kind: Kind, change: fn(String, &mut Dice) -> String) -> Vec<Row> {
    let change = |mut row: Row| {
        if row.kind == Some(kind) && !row.text.contains('(') {
            row.text = change(row.text, dice);
        }
        row
    };
    rows.into_iter().map(change).collect()
}

fn lead(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// `MARY ANN (V.O.)` becomes `Mary Ann (V.O.)`.
fn titled(cue: &str) -> String {
    let end = cue.find('(').unwrap_or(cue.len());
    let mut out = String::new();
    let mut inside = false;
    for c in cue[..end].chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic() || c == '\'';
    }
    out + &cue[end..]
}

fn without_opening(heading: String, _: usize) -> String {
    let bare = heading.trim();
    let rest = ["INT./EXT.", "EXT.", "INT.", "INNEN/AUSSEN.", "INNEN.", "AUSSEN."]
        .iter()
        .find_map(|o| Some((*o, bare.find(o)?)));
    match rest {
        // A heading of nothing but a place and no time is a mini-slug, which is something else.
        Some((opening, _)) if bare.contains(" - ") => heading.replacen(&format!("{opening} "), "", 1),
        _ => heading,
    }
}

/// A cue renamed to one that holds a word of headings and transitions; the same name every time.
fn renamed(cue: String, _: usize) -> String {
    let (name, rest) = match cue.trim().split_once(" (") {
        Some((name, rest)) => (name.to_string(), format!(" ({rest}")),
        None => (cue.trim().to_string(), String::new()),
    };
    let first = name.split(' ').next().unwrap_or("");
    let new = match name.bytes().map(usize::from).sum::<usize>() % 4 {
        0 => format!("CLINT {first}"),
        1 => format!("{first} CUTTER"),
        2 => format!("EXTON {first}"),
        _ => format!("{first} FADEN"),
    };
    format!("{:1$}{new}{rest}", "", lead(&cue))
}

fn mark(dice: &mut Dice) -> &'static str {
    ["S", "t", "u", "D", "i", "o", "7", "R", "C", "k"][dice.below(10)]
}

fn numbered(rows: Vec<Row>, _: &mut Dice) -> Vec<Row> {
    let mut n = 0;
    let mut before = None;
    let mut out = Vec::new();
    for mut row in rows {
        if row.kind == Some(Kind::SceneHeading)
            && before != Some(Kind::SceneHeading)
            && !row.text.trim().starts_with(|c: char| c.is_ascii_digit() || c == 'A')
        {
            n += 1;
            let number = if n % 7 == 0 { format!("{}A", n - 1) } else { n.to_string() };
            row.text = format!("{number}  {:<70} {number}", row.text);
        }
        before = row.kind;
        out.push(row);
    }
    out
}

fn paged(rows: Vec<Row>, dice: &mut Dice, feeds: bool) -> Vec<Row> {
    let mut page = 1;
    let mut out: Vec<Row> = Vec::new();
    let mut left = 48;
    for row in rows {
        left -= 1;
        if left <= 0 && !row.is_blank() && row.kind != Some(Kind::TitlePage) {
            page += 1;
            left = 50 + dice.below(6) as i32;
            if feeds {
                out.push(Row::other(format!("\u{c}{:55}Rev. 11/{:02}/97    {page}.", "", 3 + page / 9)));
            } else {
                out.extend([
                    Row::blank(),
                    Row::other(format!("{:50}{page}.", "")),
                    Row::other("   THE SHOOTING SCRIPT - GOLDENROD"),
                    Row::blank(),
                ]);
            }
        }
        out.push(row);
    }
    out
}

/// What character recognition makes of small print: rn for m, l for I, 0 for O, broken quotes; one word in thirty.
fn misread(line: &str, dice: &mut Dice) -> String {
    let mut word = |w: &str| -> String {
        match dice.below(60) {
            0 => w.replace('m', "rn"),
            1 => w.replace('I', "l"),
            2 => w.replace('O', "0"),
            3 => w.replace('\'', "`"),
            4 => w.replace('.', ","),
            _ => w.to_string(),
        }
    };
    line.split(' ').map(|w| if w.is_empty() { String::new() } else { word(w) }).collect::<Vec<_>>().join(" ")
}
