//! Names that no list has, known by their form and by what is done with them: "the Bluebird Hotel", "sips a Zorbex",
//! "the Halloran trial", a capital where none belongs.

use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    passage::{Passage, Word},
    reading::Reading,
};

pub(super) fn find(reading: &Reading, found: &mut Found) {
    let lexicon = forms();
    for (index, passage) in reading.story() {
        headed(reading, index, passage, lexicon, found);
        handled(reading, index, passage, lexicon, found);
        capital(reading, index, passage, lexicon, found);
    }
}

/// Nouns, verbs and words that decide; data, because counsel may add to them.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    #[serde(rename = "source")]
    _source: reference::Source,
    /// The noun at the end of a name, and the category it makes.
    head: Vec<Head>,
    /// Verbs of eating, driving, wearing and the like: what follows is a thing that is sold.
    handling: Vec<String>,
    /// Containers and kinds: "a can of", "a box of".
    measures: Vec<String>,
    /// Nouns of things that are sold, behind a brand.
    goods: Vec<String>,
    /// Capitalised words that are no names.
    no_names: Vec<String>,
    /// Words that describe and are part of no name in a heading.
    plain: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    category: Category,
    nouns: Vec<String>,
}

fn forms() -> &'static Forms {
    static FORMS: std::sync::OnceLock<Forms> = std::sync::OnceLock::new();
    FORMS.get_or_init(|| {
        toml::from_str(include_str!("../../lexicons/forms.toml"))
            .unwrap_or_else(|e| panic!("lexicons/forms.toml, compiled in and read by a test: {e}"))
    })
}

/// A capitalised run that ends in a noun of a trade.
fn headed(reading: &Reading, index: usize, passage: &Passage, forms: &Forms, found: &mut Found) {
    let words = &passage.words;
    for (at, word) in words.iter().enumerate() {
        let noun = word.token.owner.as_ref().unwrap_or(&word.token.folded);
        let Some(category) = forms.head.iter().find(|h| h.nouns.iter().any(|n| n == noun)).map(|h| h.category) else {
            continue;
        };
        let named = |w: &Word| w.capital || w.shouted || ["and", "of", "the"].contains(&w.token.folded.as_str());
        let sign = word.shouted && at > 0 && words[at - 1].shouted && passage.are_joined(at - 1, at);
        if !(word.capital || sign || word.shouted && (passage.capitals || passage.kind == script::Kind::SceneHeading)) {
            continue;
        }
        let mut first = at;
        while first > 0
            && !words[first].opens
            && passage.are_joined(first - 1, first)
            && named(&words[first - 1])
            && at - first < 4
        {
            first -= 1;
        }
        while first < at
            && (["the", "and", "of", "a", "int", "ext", "est"].contains(&words[first].token.folded.as_str())
                || !named(&words[first]))
        {
            first += 1;
        }
        let run = &words[first..at];
        let proper = run.iter().any(|w| is_proper(reading, passage, w, forms));
        let (start, end) = (words.get(first).map_or(0, |w| w.token.start), word.token.end);
        if run.is_empty() || !proper || is_own_place(reading, passage, run) || !found.is_open(index, start, end) {
            continue;
        }
        found.add(Mention::new(category, tidy(&passage.text[start..end]), "unlisted", (index, start, end)));
    }
}

/// Whether a word makes a run a name: no plain adjective, and in capitals no everyday word.
fn is_proper(reading: &Reading, passage: &Passage, word: &Word, forms: &Forms) -> bool {
    let folded = word.token.owner.as_ref().unwrap_or(&word.token.folded);
    let plain =
        forms.plain.iter().any(|p| p == folded) || folded.len() < 2 || forms.no_names.iter().any(|p| p == folded);
    let everyday = reading.reference().word_rank(folded).is_some_and(|rank| rank < 12_000)
        && !reading.reference().census.is_surname(folded)
        || reading.small.contains_key(folded);
    let owner = word.token.owner.is_some();
    !plain
        && (!(passage.capitals || word.shouted) || owner || !everyday)
        && (!passage.capitals || !reading.is_cast(folded) || owner)
}

/// "MARA'S BAR" where Mara is in the cast and the place is only hers is still a business; her kitchen is not.
fn is_own_place(reading: &Reading, passage: &Passage, run: &[Word]) -> bool {
    let cast = |w: &Word| reading.is_cast(w.token.owner.as_ref().unwrap_or(&w.token.folded));
    passage.element != Element::Heading && run.len() == 1 && run.iter().all(|w| cast(w) && w.token.owner.is_some())
}

/// "sips a Zorbex", "a can of Fizzup", "a Kestrel laptop".
fn handled(reading: &Reading, index: usize, passage: &Passage, forms: &Forms, found: &mut Found) {
    if passage.capitals {
        return;
    }
    let words = &passage.words;
    for (at, word) in words.iter().enumerate() {
        if !word.capital || word.opens || is_excused(reading, word, forms) {
            continue;
        }
        let mut end = at + 1;
        while words
            .get(end)
            .is_some_and(|w| (w.capital || w.shouted || w.token.folded.bytes().all(|b| b.is_ascii_digit())) && !w.opens)
            && passage.are_joined(end - 1, end)
            && end - at < 4
        {
            end += 1;
        }
        let before: Vec<&str> = words[at.saturating_sub(4)..at]
            .iter()
            .filter(|w| w.sentence == word.sentence)
            .map(|w| w.token.folded.as_str())
            .collect();
        let nearest = before.last().copied().unwrap_or("");
        let determined = [
            "a", "an", "his", "her", "their", "my", "your", "our", "the", "some", "of", "another", "this", "that",
            "two", "three", "new", "old",
        ]
        .contains(&nearest);
        let handling = before.iter().any(|w| forms.handling.iter().any(|h| h == w)) && determined
            || before.last().is_some_and(|w| forms.handling.iter().any(|h| h == w));
        let measured =
            before.len() >= 2 && nearest == "of" && forms.measures.iter().any(|m| m == before[before.len() - 2]);
        let goods = words
            .get(end)
            .is_some_and(|w| !w.capital && w.sentence == word.sentence && forms.goods.contains(&w.token.folded));
        let person = reading.reference().census.is_first_name(&word.token.folded)
            && !goods
            && !measured
            && !["a", "an"].contains(&nearest);
        let (start, stop) = (word.token.start, bare(&passage.text, &words[end - 1]));
        if (handling || measured || goods && determined) && !person && found.is_open(index, start, stop) {
            found.add(Mention::new(
                Category::Product,
                tidy(&passage.text[start..stop]),
                "unlisted",
                (index, start, stop),
            ));
        }
    }
}

/// A capital where none belongs: some name, of what is not known.
fn capital(reading: &Reading, index: usize, passage: &Passage, forms: &Forms, found: &mut Found) {
    if passage.capitals || passage.element == Element::Heading {
        return;
    }
    let words = &passage.words;
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if !word.capital || word.opens || is_excused(reading, word, forms) || follows_title(words, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while words.get(end).is_some_and(|w| w.capital && !w.opens) && passage.are_joined(end - 1, end) {
            end += 1;
        }
        let run = &words[at..end];
        let (start, stop) = (word.token.start, bare(&passage.text, &run[run.len() - 1]));
        if found.is_open(index, start, stop) && !is_everyones(reading, words, at, end, forms) {
            let category = category_of(words, at);
            let mut mention =
                Mention::new(category, tidy(&passage.text[start..stop]), "unlisted", (index, start, stop));
            if passage.element == Element::Dialogue {
                mention.usage = Some(Usage::Mentioned);
            }
            found.add(mention);
        }
        at = end;
    }
}

/// Prepositions of place make a venue, articles a thing.
fn category_of(words: &[Word], at: usize) -> Category {
    let before = |n: usize| at.checked_sub(n).map(|i| words[i].token.folded.as_str()).unwrap_or("");
    match (before(2), before(1)) {
        (_, "at" | "for" | "from") | ("at" | "for" | "from" | "called" | "named", "the") => Category::Business,
        (_, "a" | "an" | "my" | "your" | "his" | "her" | "some") => Category::Product,
        _ => Category::Mark,
    }
}

/// Part of the name of someone in the script: the run is theirs.
fn is_own_word(reading: &Reading, word: &Word) -> bool {
    let folded = word.token.owner.as_ref().unwrap_or(&word.token.folded);
    reading.is_cast(folded) || reading.people.contains(folded)
}

fn follows_title(words: &[Word], at: usize) -> bool {
    const TITLES: [&str; 34] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "doctor",
        "professor",
        "sgt",
        "sergeant",
        "officer",
        "detective",
        "captain",
        "lieutenant",
        "colonel",
        "general",
        "judge",
        "father",
        "sister",
        "aunt",
        "uncle",
        "sir",
        "lady",
        "lord",
        "senator",
        "governor",
        "reverend",
        "agent",
        "saint",
        "st",
        "king",
        "queen",
        "prince",
        "princess",
        "chief",
    ];
    at > 0 && TITLES.contains(&words[at - 1].token.folded.as_str())
}

/// A first name, the cast, the script's own places, days, languages, and what everyone may say.
fn is_excused(reading: &Reading, word: &Word, forms: &Forms) -> bool {
    let folded = word.token.owner.as_ref().unwrap_or(&word.token.folded);
    let contraction = folded.len() <= 4 && ["im", "ive", "ill", "id", "i"].contains(&folded.as_str());
    contraction
        || reading.is_cast(folded)
        || reading.people.contains(folded)
        || reading.introduced.contains(folded)
        || reading.towns.contains(folded)
        || reading.places.contains(folded)
        || forms.no_names.iter().any(|n| n == folded)
        || folded.bytes().any(|b| b.is_ascii_digit()) && folded.len() < 3
}

/// Places of the map, first names, single surnames of people spoken of, and words that the script writes small as well.
fn is_everyones(reading: &Reading, words: &[Word], at: usize, end: usize, forms: &Forms) -> bool {
    let reference = reading.reference();
    let folded: Vec<String> =
        words[at..end].iter().map(|w| w.token.owner.clone().unwrap_or_else(|| w.token.folded.clone())).collect();
    let place = |part: &[String]| reference.is_place(part) || forms.no_names.contains(&part.join(" "));
    let plural = folded.last().and_then(|w| w.strip_suffix('s')).map(str::to_owned);
    let name =
        |w: &String| reference.census.is_first_name(w) || reference.census.is_surname(w) || forms.no_names.contains(w);
    let written_small = |w: &String| reading.small.get(w).is_some_and(|n| *n >= 1);
    let singular =
        plural.is_some_and(|p| folded.len() == 1 && (reference.census.is_surname(&p) || forms.no_names.contains(&p)));
    let article = at > 0 && ["a", "an"].contains(&words[at - 1].token.folded.as_str());
    let called = at > 0 && ["called", "named", "brand", "of"].contains(&words[at - 1].token.folded.as_str());
    let all_places =
        place(&folded) || folded.iter().all(|w| place(std::slice::from_ref(w)) || forms.no_names.contains(w));
    let own = words[at..end].iter().any(|w| is_own_word(reading, w));
    all_places
        || own
        || folded.iter().all(|w| forms.no_names.contains(w) || written_small(w) && !called)
        || singular
        || (folded.iter().all(name) && !article)
}

fn bare(text: &str, word: &Word) -> usize {
    let written = &text[word.token.start..word.token.end];
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find(|e| written.ends_with(**e))
        .map_or(word.token.end, |e| word.token.end - e.len())
}

fn tidy(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
