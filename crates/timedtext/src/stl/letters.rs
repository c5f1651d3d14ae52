//! The character code tables of EBU STL (Tech 3264, appendix 2): Latin after ISO 6937, and four of ISO 8859.

use encoding_rs::{Encoding, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8};

/// The upper half of the Latin table from A0; a blank is a place without a letter, or one with an accent.
const UPPER: &str = "\u{a0}¡¢£$¥#§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿\
                     \u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\
                     —¹®©™♪\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}⅛⅜⅝⅞\
                     ΩÆĐªĦ\u{20}ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\u{ad}";

/// Accents, which stand before their letter: the code, and pairs of a letter and what it becomes.
const ACCENTS: [(u8, &str); 13] = [
    (0xC1, "aàeèiìnǹoòuùwẁyỳAÀEÈIÌNǸOÒUÙWẀYỲ"),
    (0xC2, "aácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźAÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹ"),
    (0xC3, "aâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑAÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐ"),
    (0xC4, "aãeẽiĩnñoõuũvṽyỹAÃEẼIĨNÑOÕUŨVṼYỸ"),
    (0xC5, "aāeēgḡiīoōuūyȳAĀEĒGḠIĪOŌUŪYȲ"),
    (0xC6, "aăeĕgğiĭoŏuŭAĂEĔGĞIĬOŎUŬ"),
    (0xC7, "aȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzżAȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻ"),
    (0xC8, "aäeëhḧiïoötẗuüwẅxẍyÿAÄEËHḦIÏOÖUÜWẄXẌYŸ"),
    (0xCA, "aåuůwẘyẙAÅUŮ"),
    (0xCB, "cçdḑeȩgģhḩkķlļnņrŗsştţCÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢ"),
    (0xCD, "oőuűOŐUŰ"),
    (0xCE, "aąeęiįoǫuųAĄEĘIĮOǪUŲ"),
    (0xCF, "aǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžAǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽ"),
];

/// A table of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Latin,
    Other(&'static Encoding),
}

impl Table {
    /// By the two digits of the file's head.
    pub(super) fn of(code: &[u8]) -> Table {
        match code {
            b"01" => Table::Other(ISO_8859_5),
            b"02" => Table::Other(ISO_8859_6),
            b"03" => Table::Other(ISO_8859_7),
            b"04" => Table::Other(ISO_8859_8),
            _ => Table::Latin,
        }
    }

    /// The first letter of some bytes, and how many bytes it takes. Bytes below 20 and from 80 to 9F are none.
    pub(super) fn letter(self, bytes: &[u8]) -> Option<(char, usize)> {
        let first = *bytes.first()?;
        match self {
            _ if matches!(first, 0x20..=0x7e) => Some((char::from(first), 1)),
            Table::Other(encoding) => {
                let (letters, _) = encoding.decode_without_bom_handling(&bytes[..1]);
                letters.chars().next().filter(|_| first >= 0xa0).map(|c| (c, 1))
            }
            Table::Latin => {
                if let Some((_, pairs)) = ACCENTS.iter().find(|(code, _)| *code == first) {
                    let base = char::from(*bytes.get(1)?);
                    return Some(accented(pairs, base).map_or((base, 2), |c| (c, 2)));
                }
                let letter = UPPER.chars().nth(usize::from(first.checked_sub(0xa0)?));
                letter.filter(|c| *c != ' ').map(|c| (c, 1))
            }
        }
    }

    /// The bytes of a letter; none where the table has no sign for it.
    pub(super) fn bytes(self, letter: char) -> Option<Vec<u8>> {
        if matches!(letter, ' '..='~') {
            return Some(vec![letter as u8]);
        }
        match self {
            Table::Other(encoding) => {
                let text = letter.to_string();
                let (bytes, _, wrong) = encoding.encode(&text);
                (!wrong && bytes.len() == 1).then(|| bytes.into_owned())
            }
            Table::Latin => {
                if let Some(at) = UPPER.chars().position(|c| c == letter) {
                    return u8::try_from(at + 0xa0).ok().map(|byte| vec![byte]);
                }
                ACCENTS.iter().find_map(|(code, pairs)| {
                    let base = pairs_of(pairs).find(|(_, whole)| *whole == letter)?.0;
                    Some(vec![*code, base as u8])
                })
            }
        }
    }
}

fn pairs_of(pairs: &str) -> impl Iterator<Item = (char, char)> {
    let letters: Vec<char> = pairs.chars().collect();
    (0..letters.len() / 2).map(move |n| (letters[n * 2], letters[n * 2 + 1]))
}

fn accented(pairs: &str, base: char) -> Option<char> {
    pairs_of(pairs).find(|(letter, _)| *letter == base).map(|(_, whole)| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_both_ways() {
        assert_eq!(UPPER.chars().count(), 96);
        for letter in "Añé Žů§½ŁøßÅç—♪".chars() {
            let bytes = Table::Latin.bytes(letter).expect("a Latin letter");
            assert_eq!(Table::Latin.letter(&bytes), Some((letter, bytes.len())), "{letter}");
        }
        let cyrillic = Table::of(b"01");
        assert_eq!(cyrillic.letter(&cyrillic.bytes('Ж').expect("Cyrillic")), Some(('Ж', 1)));
        assert_eq!(Table::Latin.bytes('日'), None);
    }
}
