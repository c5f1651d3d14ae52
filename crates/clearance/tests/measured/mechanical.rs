//! Numbers and identifiers in sentences (four thousand, or as many as COLDREAD_NUMBERS says): all are found, hardly anything else is, and what is set aside
//! is told from what is not within a thousand of every edge.

use crate::support::clear;
use coldread_clearance::{Category, Risk};
use reference::Standing;

/// Numbers that come back the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn letters(&mut self, n: usize) -> String {
        const PLATE: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXY";
        (0..n).map(|_| char::from(PLATE[self.below(22) as usize])).collect()
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

const WORDS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// A sentence with a thing that must be found, as what, and the text that must be inside of what is found.
fn needle(draw: &mut Draw) -> (String, Category, String) {
    let area = |d: &mut Draw| format!("{}{}", 2 + d.below(7), d.digits(2));
    let (thing, category, carrier) = match draw.below(16) {
        0 => (format!("{}-555-01{}", area(draw), draw.digits(2)), Category::Phone, "Call {x} after nine."),
        1 => (
            format!("({}) {}{}-{}", area(draw), 2 + draw.below(7), draw.digits(2), draw.digits(4)),
            Category::Phone,
            "The card reads {x}.",
        ),
        2 => (format!("+44 20 7946 0{}", draw.digits(3)), Category::Phone, "He dials {x}."),
        3 => (format!("07700 900{}", draw.digits(3)), Category::Phone, "Ring {x} tonight."),
        4 => (format!("01 99 00 {} {}", draw.digits(2), draw.digits(2)), Category::Phone, "Le {x}."),
        5 => {
            let number = format!("555{}", draw.digits(4));
            let said: Vec<&str> = number.bytes().map(|b| WORDS[(b - b'0') as usize]).collect();
            (said.join(" "), Category::Phone, "It's {x}. Ask for Mara.")
        }
        6 => (
            format!("{}-{}-{}", draw.digits(3), draw.digits(2), draw.digits(4)),
            Category::Identifier,
            "Social is {x}.",
        ),
        7 => (
            format!("4{} {} {} {}", draw.digits(3), draw.digits(4), draw.digits(4), draw.digits(4)),
            Category::Identifier,
            "Charge it to {x}.",
        ),
        8 => (format!("{}{}", draw.letters(1), draw.digits(7)), Category::Identifier, "The passport number is {x}."),
        9 => (
            format!("{}{}{}", 1 + draw.below(9), draw.letters(3), draw.digits(3)),
            Category::Plate,
            "The plate reads {x}.",
        ),
        10 => (
            format!("{}{} {}", draw.letters(2), draw.digits(2), draw.letters(3)),
            Category::Plate,
            "A van, {x}, pulls out.",
        ),
        11 => (
            format!("{} {} Street", 1 + draw.below(9999), draw.pick(&["Elm", "Oak", "Halloran", "Mercer", "Quarry"])),
            Category::Address,
            "They live at {x}.",
        ),
        12 => (
            format!("{} {} Avenue", 1 + draw.below(999), draw.pick(&["Linden", "Park", "Kessler"])),
            Category::Address,
            "Deliver it to {x}, please.",
        ),
        13 => (
            format!("{}{}@{}.com", draw.letters(4).to_lowercase(), draw.below(99), draw.letters(6).to_lowercase()),
            Category::Net,
            "Write to {x} today.",
        ),
        14 => (format!("www.{}.net", draw.letters(7).to_lowercase()), Category::Net, "Go to {x} and look."),
        _ => (format!("@{}{}", draw.letters(6).to_lowercase(), draw.below(99)), Category::Net, "She posts as {x} now."),
    };
    (carrier.replace("{x}", &thing), category, thing)
}

/// A sentence with numbers in it that are none of these.
fn hay(draw: &mut Draw) -> String {
    let n = |d: &mut Draw, m: u64| 2 + d.below(m);
    match draw.below(10) {
        0 => format!("He counts {} bales and {} cows.", n(draw, 900), n(draw, 90)),
        1 => format!("It was {} in the morning of {}.", n(draw, 10), 1900 + draw.below(120)),
        2 => format!("The bridge cost {},{}00 dollars.", n(draw, 900), 1 + draw.below(8)),
        3 => format!("Room {} on the {}th floor.", n(draw, 2000), 4 + draw.below(16)),
        4 => format!("They won by {} to {}.", n(draw, 30), n(draw, 30)),
        5 => format!("Chapter {}, page {}.", n(draw, 40), n(draw, 700)),
        6 => format!("On {}-0{}-1{} she left.", 1950 + draw.below(70), 1 + draw.below(9), draw.below(9)),
        7 => format!("{} miles to go, and {} gallons left.", n(draw, 900), n(draw, 20)),
        8 => "One two three, and the horses go.".to_owned(),
        _ => format!("Between {} and {} nobody moved.", 1900 + draw.below(50), 1950 + draw.below(50)),
    }
}

#[test]
fn numbers_are_found_and_hardly_anything_else() {
    let numbers = std::env::var("COLDREAD_NUMBERS").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000);
    const BATCH: usize = 2000;
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let (mut needles, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for _ in 0..(numbers / BATCH) {
        let mut text = String::from("INT. BACK ROOM - NIGHT\n\n");
        let mut meant: Vec<(usize, Category, String)> = Vec::new();
        let mut line = 3;
        for _ in 0..BATCH {
            let (sentence, category, thing) = needle(&mut draw);
            meant.push((line, category, thing));
            text += &format!("{sentence}\n\n");
            text += &format!("{}\n\n", hay(&mut draw));
            line += 4;
        }
        let report = clear(&text);
        needles += meant.len();
        let counted = [Category::Phone, Category::Identifier, Category::Plate, Category::Address, Category::Net];
        let found: Vec<(usize, Category, &str)> = report
            .items
            .iter()
            .filter(|i| counted.contains(&i.category))
            .flat_map(|i| i.occurrences.iter().map(|o| (o.line, i.category, o.quote.as_str())))
            .collect();
        let by_line: std::collections::HashMap<usize, Vec<(Category, &str)>> =
            found.iter().fold(std::collections::HashMap::new(), |mut map, (l, c, q)| {
                map.entry(*l).or_insert_with(Vec::new).push((*c, *q));
                map
            });
        for (line, category, thing) in &meant {
            let here = by_line.get(line).map_or(&[][..], Vec::as_slice);
            if !here.iter().any(|(c, q)| c == category && q.to_lowercase().contains(&thing.to_lowercase())) {
                missed.push(format!("{} {thing}: {here:?}", category.name()));
            }
            wrong.extend(here.iter().filter(|(c, _)| c != category).map(|(c, q)| format!("{}: {q}", c.name())));
        }
        wrong.extend(found.iter().filter(|(l, ..)| (l - 3) % 4 != 0).map(|(_, c, q)| format!("{}: {q}", c.name())));
    }
    missed.truncate(20);
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
    assert!(wrong.len() * 1000 <= needles, "{} of {needles}\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// Ranges that are set aside: what stands before, how many digits vary, the first and the last that are set aside.
const EDGES: [(&str, usize, u64, u64); 16] = [
    ("212-555-", 4, 100, 199),
    ("020 7946 ", 4, 0, 999),
    ("0113 496 ", 4, 0, 999),
    ("0191 498 ", 4, 0, 999),
    ("028 9649 ", 4, 6000, 6999),
    ("029 2018 ", 4, 0, 999),
    ("01632 ", 6, 960_000, 960_999),
    ("07700 ", 6, 900_000, 900_999),
    ("08081 ", 6, 570_000, 570_999),
    ("03069 ", 6, 990_000, 990_999),
    ("0909 ", 7, 8_790_000, 8_790_999),
    ("030 ", 8, 23_125_000, 23_125_999),
    ("069 ", 8, 90_009_000, 90_009_999),
    ("070-", 7, 1_740_605, 1_740_699),
    ("08-", 8, 46_500_400, 46_500_499),
    ("01 ", 8, 99_000_000, 99_009_999),
];

/// Whether a number is set aside is right for every number within a thousand of every edge.
#[test]
fn the_edges_of_what_is_set_aside_are_exact() {
    let mut numbers = 0;
    for (front, width, first, last) in EDGES {
        let near = |edge: u64| edge.saturating_sub(1000)..(edge + 1001).min(10u64.pow(width as u32));
        for n in near(first).chain(near(last)) {
            let number = format!("{front}{n:0width$}");
            let stands = matches!(reference::standing(&number), Standing::Reserved(..));
            assert_eq!(stands, (first..=last).contains(&n), "{number}");
            numbers += 1;
        }
    }
    assert!(numbers > 40_000, "{numbers}");
}

/// The desk says green of what is set aside and of nothing else.
#[test]
fn only_what_is_set_aside_is_green() {
    let risk = |number: &str| {
        let report = clear(&format!("INT. BACK ROOM - NIGHT\n\nHe dials {number}.\n"));
        report.items.iter().find(|i| i.category == Category::Phone).map(|i| i.risk)
    };
    for (front, width, first, last) in EDGES {
        for n in [first.saturating_sub(1), first, last, last + 1] {
            let number = format!("{front}{n:0width$}");
            let meant = (first..=last).contains(&n);
            assert_eq!(risk(&number) == Some(Risk::Green), meant, "{number}");
        }
    }
}

/// Split over lines and speakers, spelled out, with the faults of a scan.
#[test]
fn numbers_are_found_however_they_are_broken() {
    let phone = |text: &str| {
        let report = clear(text);
        report.items.iter().filter(|i| i.category == Category::Phone).map(|i| i.entity.clone()).collect::<Vec<_>>()
    };
    let said = |speeches: &str| format!("INT. BACK ROOM - NIGHT\n\nRain.\n\n{speeches}");
    assert_eq!(phone(&said("RUTH\nIt's five five five.\n\nTOM\nFive five five.\n\nRUTH\nOh one four two.\n")).len(), 1);
    assert_eq!(
        phone(&said("RUTH\nIt's two one two, five five five.\n\nTOM\nGo on.\n\nRUTH\nOh one four two.\n")),
        ["2125550142"]
    );
    assert_eq!(phone(&said("RUTH\nTwo one two, five five five,\noh one four two.\n")), ["2125550142"]);
    assert_eq!(phone(&said("RUTH\nIt's five five five, oh one forty-two.\n")), ["5550142"]);
    assert_eq!(phone(&said("RUTH\nEight hundred, five five five, oh one ninety-nine.\n")), ["8005550199"]);
    assert_eq!(phone("INT. BACK ROOM - NIGHT\n\nThe card reads 212-55S-O142.\n"), ["2125550142"]);
    assert_eq!(phone("INT. BACK ROOM - NIGHT\n\nA magnet: 1-800-FLOWERS.\n"), ["18003569377"]);
}
