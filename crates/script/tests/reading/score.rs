//! Labels against the truth.

use std::collections::BTreeMap;

use coldread_script as script;
use script::{Document, Format, Kind, parse};

use crate::setting::Row;

/// Lines by what they are and what they were taken for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    counts: BTreeMap<(Kind, Kind), usize>,
}

impl Score {
    /// Reads laid-out rows as layout text and counts; `show` prints what was wrong.
    pub(crate) fn of(rows: &[Row], show: bool, name: &str) -> Self {
        let text = rows.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("\n");
        let document = Document::from_text(Format::Text, text);
        let screenplay = parse(&document);
        let mut score = Self::default();
        let texts: Vec<&str> = document.line_spans().into_iter().map(|s| document.slice(s)).collect();
        for (i, (line, row)) in screenplay.lines.iter().zip(rows).enumerate() {
            let Some(truth) = row.kind.filter(|_| !row.is_blank()) else { continue };
            let truth = canonical(truth);
            let found = canonical(line.kind);
            let found =
                if truth == Kind::Lyrics && matches!(found, Kind::Dialogue | Kind::Action) { truth } else { found };
            *score.counts.entry((truth, found)).or_default() += 1;
            if show && truth != found {
                println!("{name}: line {} {} for {}", i + 1, found.name(), truth.name());
                for (j, text) in texts.iter().enumerate().take(i + 3).skip(i.saturating_sub(2)) {
                    println!(
                        "   {} {:12}|{}",
                        if j == i { '>' } else { ' ' },
                        screenplay.lines[j].kind.name(),
                        text.trim_end()
                    );
                }
            }
        }
        score
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (key, n) in &other.counts {
            *self.counts.entry(*key).or_default() += n;
        }
    }

    /// The share of lines that are right.
    pub(crate) fn share(&self) -> f64 {
        let all: usize = self.counts.values().sum();
        let right: usize = self.counts.iter().filter(|((t, f), _)| t == f).map(|(_, n)| n).sum();
        right as f64 / all.max(1) as f64
    }

    /// The harmonic mean of precision and recall of a kind; 1 where it does not occur.
    pub(crate) fn f1(&self, kind: Kind) -> f64 {
        let sum = |fits: &dyn Fn(&Kind, &Kind) -> bool| -> usize {
            self.counts.iter().filter(|((t, f), _)| fits(t, f)).map(|(_, n)| n).sum()
        };
        let both = sum(&|t, f| *t == kind && *f == kind);
        let either = sum(&|t, _| *t == kind) + sum(&|_, f| *f == kind);
        if either == 0 { 1.0 } else { 2.0 * both as f64 / either as f64 }
    }

    pub(crate) fn line(&self) -> String {
        let kinds = [
            ("head", Kind::SceneHeading),
            ("act", Kind::Action),
            ("cue", Kind::Character),
            ("dial", Kind::Dialogue),
            ("par", Kind::Parenthetical),
            ("trans", Kind::Transition),
            ("shot", Kind::Shot),
            ("other", Kind::Other),
        ];
        let each: Vec<String> = kinds.iter().map(|(n, k)| format!("{n} {:.1}", self.f1(*k) * 100.0)).collect();
        format!("{:6.2}  {}", self.share() * 100.0, each.join(" "))
    }
}

/// Title pages are `other` to annotators.
fn canonical(kind: Kind) -> Kind {
    if kind == Kind::TitlePage { Kind::Other } else { kind }
}
