//! Words, stems and sentences: the smallest things that claims are compared by.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The words of a text in order: letters, digits, and apostrophes or hyphens inside; as written.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
}

/// A word without its possessive ending.
pub(crate) fn bare(word: &str) -> &str {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return stem;
        }
    }
    word.trim_end_matches(['\'', '’'])
}

/// A light stem, good enough to see that `rowing`, `rows` and `row` are one word. Lower case.
pub(crate) fn stem(word: &str) -> String {
    let mut w = bare(word).to_lowercase();
    if let Some(known) = irregular(&w) {
        return known.to_owned();
    }
    for ending in ["ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s"] {
        let Some(rest) = w.strip_suffix(ending) else { continue };
        let vowel = rest.chars().any(|c| "aeiouy".contains(c));
        if rest.chars().count() < 3 || !vowel || (ending == "s" && rest.ends_with(['s', 'u', 'i'])) {
            continue;
        }
        w = if ending.starts_with("ie") { format!("{rest}y") } else { rest.to_owned() };
        break;
    }
    let chars: Vec<char> = w.chars().collect();
    if chars.len() > 3 && chars[chars.len() - 1] == chars[chars.len() - 2] && !"aeiou".contains(chars[chars.len() - 1])
    {
        w.pop();
    }
    if w.len() > 3 && w.ends_with('e') {
        w.pop();
    }
    w
}

/// The forms of the common irregular verbs and plurals, brought to one.
fn irregular(word: &str) -> Option<&'static str> {
    const FORMS: &[(&str, &[&str])] = &[
        ("be", &["is", "are", "was", "were", "been", "being", "am"]),
        ("have", &["has", "had", "having"]),
        ("do", &["does", "did", "done", "doing"]),
        ("go", &["goes", "went", "gone", "going"]),
        ("say", &["says", "said", "saying"]),
        ("tel", &["tell", "tells", "told", "telling"]),
        ("tak", &["take", "takes", "took", "taken", "taking"]),
        ("giv", &["give", "gives", "gave", "given", "giving"]),
        ("find", &["finds", "found", "finding"]),
        ("leav", &["leave", "leaves", "left", "leaving"]),
        ("see", &["sees", "saw", "seen", "seeing"]),
        ("hear", &["hears", "heard", "hearing"]),
        ("know", &["knows", "knew", "known", "knowing"]),
        ("think", &["thinks", "thought", "thinking"]),
        ("los", &["lose", "loses", "lost", "losing"]),
        ("com", &["come", "comes", "came", "coming"]),
        ("keep", &["keeps", "kept", "keeping"]),
        ("hold", &["holds", "held", "holding"]),
        ("stand", &["stands", "stood", "standing"]),
        ("sit", &["sits", "sat", "sitting"]),
        ("run", &["runs", "ran", "running"]),
        ("write", &["writes", "wrote", "written", "writing"]),
        ("die", &["dies", "died", "dying", "dead", "death"]),
        ("man", &["men"]),
        ("woman", &["women"]),
        ("child", &["children"]),
        ("sel", &["sell", "sells", "sold", "selling"]),
        ("buy", &["buys", "bought", "buying"]),
        ("bring", &["brings", "brought", "bringing"]),
        ("drown", &["drowns", "drowned", "drowning"]),
        ("break", &["breaks", "broke", "broken", "breaking"]),
        ("speak", &["speaks", "spoke", "spoken", "speaking"]),
        ("mak", &["make", "makes", "made", "making"]),
        ("meet", &["meets", "met", "meeting"]),
        ("pay", &["pays", "paid", "paying"]),
        ("read", &["reads", "reading"]),
        ("send", &["sends", "sent", "sending"]),
        ("steal", &["steals", "stole", "stolen", "stealing"]),
        ("driv", &["drive", "drives", "drove", "driven", "driving"]),
        ("fal", &["fall", "falls", "fell", "fallen", "falling"]),
        ("build", &["builds", "built", "building"]),
    ];
    static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        FORMS.iter().flat_map(|(base, forms)| forms.iter().chain([base]).map(|f| (*f, *base))).collect()
    });
    BASES.get(word).copied()
}

/// Words that carry no story of their own; lower case.
const FUNCTION_WORDS: &str = " a an the and or but nor so yet if then than that this these those there here who whom whose which what \
        when where why how i me my mine myself you your yours yourself he him his himself she her hers herself it its itself \
        we us our ours they them their theirs themselves one someone something anyone anything nobody nothing everyone everything \
        is are was were be been being am do does did done doing have has had having will would shall should can could may might must \
        not no n't don't doesn't didn't won't can't isn't aren't wasn't i'm it's he's she's you're we're they're i'll you'll i've \
        to of in on at by for with from into onto out up down off over under about after before between through during against \
        as while until because since though although like without within toward towards across along behind beside near \
        again once just only even still also too very more most much many some any all both each every other another same such own \
        now later soon away back ";

/// Whether a word carries no story of its own.
pub(crate) fn is_function_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.split_ascii_whitespace().collect());
    WORDS.contains(word.to_lowercase().replace('’', "'").as_str())
}

/// Words that any script has, and that are no motif of this one; lower case.
const COMMON_WORDS: &str = "look looks turn turns come comes take takes get gets got give gives put puts hold holds let lets see sees \
    hear know want wants think say says said tell tells ask asks go goes going make makes walk walks run runs stand stands sit \
    sits stop stops start starts open opens close closes move moves pull pulls push pushes step steps reach reaches leave \
    leaves left right keep keeps hand hands eye eyes head face foot feet arm arms shoulder mouth voice man men woman women people \
    person boy girl thing things way time times day days night nights year years hour hours minute minutes moment morning today \
    tonight tomorrow yesterday two three four five six seven eight nine ten hundred first last next good bad big small little \
    long short old new young same high low black white red blue door window room floor wall side end begin place home house \
    work call calls yes yeah okay well oh sir ma'am please thank thanks sorry hello hey love like feel look name word words \
    beat pause silence smile smiles nod nods shake shakes stare stares watch watches wait waits talk talks speak speaks \
    turn light dark water air half done gone bit lot kind sort nothing anything everything";

/// Whether a stem is that of a word that any script has.
pub(crate) fn is_common_stem(wanted: &str) -> bool {
    static STEMS: LazyLock<HashSet<String>> =
        LazyLock::new(|| COMMON_WORDS.split_ascii_whitespace().map(stem).collect());
    STEMS.contains(wanted)
}

/// The stems of the words that carry the story.
pub(crate) fn content_stems(text: &str) -> impl Iterator<Item = String> {
    words(text).filter(|w| !is_function_word(bare(w))).map(stem)
}

/// The sentences of a text, as byte ranges that cover everything but the white space between them.
pub(crate) fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut ended = false;
    for (i, c) in text.char_indices() {
        if ended && c.is_whitespace() {
            let from: usize = start.take().unwrap_or(i);
            if ends_with_title(&text[from..i]) {
                start = Some(from);
            } else {
                found.push(from..i);
            }
            ended = false;
            continue;
        }
        if !c.is_whitespace() && start.is_none() {
            start = Some(i);
        }
        ended = matches!(c, '.' | '!' | '?' | '…') || (ended && matches!(c, '"' | '”' | '’' | '\'' | ')' | ']'));
    }
    if let Some(from) = start {
        found.push(from..text.trim_end().len());
    }
    found
}

/// Whether a full stop belongs to an abbreviation rather than to the sentence.
fn ends_with_title(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    matches!(last.as_str(), "mr." | "mrs." | "ms." | "dr." | "st." | "lt." | "sgt." | "capt." | "no." | "int." | "ext.")
        || (last.len() == 2 && last.ends_with('.') && last.starts_with(|c: char| c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes_and_lose_their_quotes() {
        let found: Vec<_> = words("‘Mara’s boat,’ he says — twenty-five.").collect();
        assert_eq!(found, ["Mara’s", "boat", "he", "says", "twenty-five"]);
        assert_eq!(bare("Mara’s"), "Mara");
        assert_eq!(bare("James'"), "James");
    }

    #[test]
    fn one_word_has_one_stem() {
        for family in [
            ["row", "rows", "rowing"],
            ["carry", "carries", "carried"],
            ["stop", "stopped", "stopping"],
            ["hide", "hides", "hiding"],
        ] {
            assert!(family.iter().all(|w| stem(w) == stem(family[0])), "{family:?}: {:?}", family.map(stem));
        }
        assert_ne!(stem("ship"), stem("shop"));
        assert_eq!(stem("glass"), "glas");
    }

    #[test]
    fn sentences_end_where_sentences_end() {
        let text = "Dr. Voss waits. “Now?” She nods!  Gone";
        let found: Vec<_> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Dr. Voss waits.", "“Now?”", "She nods!", "Gone"]);
    }
}
