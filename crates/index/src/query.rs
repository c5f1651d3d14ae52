//! What was typed into the search box, read leniently: any text is a query.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::fields::Fields;
use crate::words::words;

/// One thing that is asked for: words that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// One word, or the words of a phrase, folded.
    pub(crate) words: Vec<String>,
    /// Quoted: what lacks it is no hit.
    pub(crate) required: bool,
}

/// More than anybody types; a pasted page is cut here.
const MOST_CLAUSES: usize = 48;

/// A match in a heading or a name says more about a scene than one in its lines.
const BOOST: f32 = 1.5;
/// What a match in a title scores for each unit of its weight, about the most that BM25 gives: BM25
/// itself cannot tell, for most units have no title and so every title seems a long one.
const TITLE_SCORE: f32 = 2.0;

/// What is asked for, each thing once. Quotes of any style make a phrase; one that is not closed
/// is read as if it were not there.
pub(crate) fn read(typed: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut rest = typed;
    while let Some((before, quoted, after)) = split_at_quotes(rest) {
        clauses.extend(loose(before));
        clauses.extend(phrase(quoted, true));
        rest = after;
    }
    clauses.extend(loose(rest));
    let mut once: Vec<Clause> = Vec::new();
    for clause in clauses {
        if once.len() < MOST_CLAUSES && !once.contains(&clause) {
            once.push(clause);
        }
    }
    once
}

/// The query that finds every unit with any of the clauses, and all of the required ones; there is
/// one weight for each clause.
pub(crate) fn build(clauses: &[Clause], weights: &[f32], fields: &Fields) -> BooleanQuery {
    let build_one = |(clause, weight): (&Clause, &f32)| {
        let occur = if clause.required { Occur::Must } else { Occur::Should };
        (occur, anywhere(clause, *weight, fields))
    };
    BooleanQuery::new(clauses.iter().zip(weights).map(build_one).collect())
}

/// The words between blanks; several in one, as in `o'brien`, must follow one another.
fn loose(text: &str) -> impl Iterator<Item = Clause> {
    text.split_whitespace().filter_map(|chunk| phrase(chunk, false))
}

fn phrase(text: &str, required: bool) -> Option<Clause> {
    let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
    (!words.is_empty()).then_some(Clause { words, required })
}

fn split_at_quotes(text: &str) -> Option<(&str, &str, &str)> {
    let (open, quote) = text.char_indices().find(|(_, c)| is_quote(*c))?;
    let inside = open + quote.len_utf8();
    let len = text[inside..].find(is_quote)?;
    let closing = text[inside + len..].chars().next()?;
    Some((&text[..open], &text[inside..inside + len], &text[inside + len + closing.len_utf8()..]))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」')
}

fn anywhere(clause: &Clause, weight: f32, fields: &Fields) -> Box<dyn Query> {
    let boosted = |field| Box::new(BoostQuery::new(within(clause, field), BOOST)) as Box<dyn Query>;
    Box::new(DisjunctionMaxQuery::new(vec![
        within(clause, fields.body),
        Box::new(ConstScoreQuery::new(within(clause, fields.title), weight * TITLE_SCORE)),
        boosted(fields.heading),
        boosted(fields.characters),
    ]))
}

fn within(clause: &Clause, field: Field) -> Box<dyn Query> {
    let terms: Vec<Term> = clause.words.iter().map(|word| Term::from_field_text(field, word)).collect();
    match <[Term; 1]>::try_from(terms) {
        Ok([term]) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
        Err(terms) => Box::new(PhraseQuery::new(terms)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let shown: Vec<String> =
            read(typed).iter().map(|c| format!("{}{}", if c.required { "+" } else { "" }, c.words.join("_"))).collect();
        assert_eq!(shown.join(" "), expected, "{typed:?}");
    }

    #[test]
    fn anything_is_a_query() {
        check("Anna hides the letter", "anna hides the letter");
        check("the \"Red Door\" key", "the +red_door key");
        check("“Red Door” «key»", "+red_door +key");
        check("O'Brien's", "o_brien_s");
        check("\"never closed", "never closed");
        check("a AND (b OR [c TO d]) ^~*:\\ -", "a and b or c to d");
        check("\"\" \"  \" ?!", "");
        check("twice Twice TWICE", "twice");
        check("", "");
    }
}
