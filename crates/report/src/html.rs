//! The report as one page that asks for nothing: no script, no font, no picture from elsewhere.

mod axis;
mod characters;
mod claims;
mod complexity;
mod grid;
mod notes;
mod provenance;
mod scenes;
mod strip;
mod top;

use coverage::CoverageReport;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use script::Screenplay;

use crate::{notes::Notes, story, wording};

/// How it looks, on screen and on paper, by day and by night.
const STYLE: &str = include_str!("html/style.css");
/// Says to the browser what is true anyway: nothing is fetched and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What the page needs of the script beyond the report: who speaks the lines that are quoted.
#[derive(Debug, Clone, Copy)]
pub struct HtmlContext<'s> {
    screenplay: &'s Screenplay,
}

impl<'s> HtmlContext<'s> {
    /// The reading that the report was made from.
    pub fn new(screenplay: &'s Screenplay) -> Self {
        Self { screenplay }
    }

    /// Who speaks at a 1-based line; `None` where nobody does, or where the screenplay has no such line.
    fn speaker(&self, line: usize) -> Option<&'s str> {
        let line = self.screenplay.lines.get(line.checked_sub(1)?)?;
        self.screenplay.characters.get(line.character?).map(|c| c.name.as_str())
    }
}

/// The report as a self-contained page that prints on US Letter and A4. The same report gives the same bytes.
pub fn html(report: &CoverageReport, context: &HtmlContext) -> String {
    let notes = Notes::of(report);
    markup! {
        (DOCTYPE)
        html lang="en" {
            (head(report))
            body { main { (body(report, context, &notes)) } }
        }
    }
    .into_string()
}

fn head(report: &CoverageReport) -> Markup {
    markup! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (report.header.title) " · Coverage" }
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn body(report: &CoverageReport, context: &HtmlContext, notes: &Notes) -> Markup {
    markup! {
        (top::masthead(&report.header))
        @if wording::is_counted_only(report) { p.counted-only { (wording::COUNTED_ONLY) } }
        (strip::figure(&report.breakdown))
        (top::verdict(report))
        @if let Some(logline) = &report.logline { p.logline { (claims::claim(logline, notes)) } }
        (claims::section("Summary", &report.summary, notes))
        (grid::section(&report.ratings, notes))
        (claims::labelled("What would raise the grades", &story::changes(report), notes))
        (claims::section("Synopsis", &report.synopsis, notes))
        (claims::labelled("Turning points", &story::turning_points(report), notes))
        (claims::labelled("Acts and sequences", &story::sections(report), notes))
        (claims::list("Themes", &report.themes, notes))
        (claims::list("Comments", &report.comments, notes))
        (characters::section(&report.characters, &report.breakdown, notes))
        (claims::labelled("What they want, and where it takes them", &story::ways(report), notes))
        (complexity::section(&report.complexity, &report.breakdown, notes))
        (scenes::section(&report.breakdown, notes))
        (claims::section("The story at length", &report.long_synopsis, notes))
        (notes::section(notes, context))
        (provenance::section(report))
    }
}
