//! The grid: seven rows, four dots each, the score and why.

use coverage::{Grade, Rating};
use maud::{Markup, html};

use super::claims::claim;
use crate::{notes::Notes, wording};

/// The grid; nothing where nothing was judged or measured.
pub(super) fn section(ratings: &[Rating], notes: &Notes) -> Markup {
    html! {
        @if !ratings.is_empty() {
            section {
                h2 { "Grid" }
                table.grid {
                    thead { tr { th { "Aspect" } th colspan="2" { "Grade" } th.number { "Score" } th { "Why" } } }
                    tbody { @for rating in ratings { (row(rating, notes)) } }
                }
            }
        }
    }
}

fn row(rating: &Rating, notes: &Notes) -> Markup {
    let made_of = wording::made_of(rating.measured, rating.judged);
    html! {
        tr {
            th scope="row" { (wording::capitalised(&rating.dimension)) }
            td.dots { (dots(rating.grade)) }
            td { (wording::grade(rating.grade)) }
            td.number { (wording::score(rating.score)) }
            td {
                (claim(&rating.reason, notes))
                @if !made_of.is_empty() { " " small { (made_of) } }
            }
        }
    }
}

fn dots(grade: Grade) -> Markup {
    let filled = wording::dots(grade);
    html! {
        svg viewBox="0 0 52 10" role="img" aria-label=(format!("{filled} of 4")) {
            @for i in 0..4 {
                circle class=(if i < filled { "full" } else { "empty" }) cx=(5 + 14 * i) cy="5" r="4" {}
            }
        }
    }
}
