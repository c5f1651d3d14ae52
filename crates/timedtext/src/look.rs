//! What text looks like.

use std::collections::BTreeMap;
use std::collections::btree_map::Iter;

/// Style properties in the words of TTML2, which can say what the other formats can: `tts:color`,
/// `tts:fontStyle`, `itts:fillLineGap`, `ebutts:linePadding`. Values stand as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Look(BTreeMap<String, String>);

impl Look {
    /// Nothing said.
    pub fn new() -> Self {
        Look::default()
    }

    /// One property.
    pub fn of(name: &str, value: &str) -> Self {
        Look::new().with(name, value)
    }

    /// This and one property more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.put(name, value);
        self
    }

    /// Says a property, in place of what was said of it.
    pub fn put(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// Says nothing of a property any more.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
    }

    /// What is said of a property.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The properties by name.
    pub fn iter(&self) -> Iter<'_, String, String> {
        self.0.iter()
    }

    /// What is said by `over`, and by this where `over` is silent.
    pub fn under(&self, over: &Look) -> Look {
        let mut both = self.clone();
        both.0.extend(over.0.iter().map(|(name, value)| (name.clone(), value.clone())));
        both
    }

    /// Slanted, where anything is said of it.
    pub fn italic(&self) -> Option<bool> {
        self.get("tts:fontStyle").map(|v| matches!(v, "italic" | "oblique"))
    }

    /// Bold, where anything is said of it.
    pub fn bold(&self) -> Option<bool> {
        self.get("tts:fontWeight").map(|v| v == "bold")
    }

    /// Underlined, where anything is said of it.
    pub fn underline(&self) -> Option<bool> {
        let decoration = self.get("tts:textDecoration")?;
        Some(decoration.split_ascii_whitespace().any(|word| word == "underline"))
    }

    /// Struck through, where anything is said of it.
    pub fn strike(&self) -> Option<bool> {
        let decoration = self.get("tts:textDecoration")?;
        Some(decoration.split_ascii_whitespace().any(|word| word == "lineThrough"))
    }

    /// The colour of the letters.
    pub fn color(&self) -> Option<Rgba> {
        self.get("tts:color").and_then(Rgba::parse)
    }

    /// The colour behind the letters.
    pub fn background(&self) -> Option<Rgba> {
        self.get("tts:backgroundColor").and_then(Rgba::parse)
    }
}

/// A colour; `alpha` 255 is opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgba {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
    /// How much it covers.
    pub alpha: u8,
}

/// The named colours of TTML2, 8.3.12 `<named-color>`.
const NAMED: [(&str, u32); 19] = [
    ("transparent", 0x0000_0000),
    ("black", 0x0000_00ff),
    ("silver", 0xc0c0_c0ff),
    ("gray", 0x8080_80ff),
    ("white", 0xffff_ffff),
    ("maroon", 0x8000_00ff),
    ("red", 0xff00_00ff),
    ("purple", 0x8000_80ff),
    ("fuchsia", 0xff00_ffff),
    ("magenta", 0xff00_ffff),
    ("green", 0x0080_00ff),
    ("lime", 0x00ff_00ff),
    ("olive", 0x8080_00ff),
    ("yellow", 0xffff_00ff),
    ("navy", 0x0000_80ff),
    ("blue", 0x0000_ffff),
    ("teal", 0x0080_80ff),
    ("aqua", 0x00ff_ffff),
    ("cyan", 0x00ff_ffff),
];

impl Rgba {
    /// A colour as TTML2 writes it: a name, `#rgb`-pairs with or without alpha, `rgb(..)` or `rgba(..)`.
    pub fn parse(text: &str) -> Option<Rgba> {
        if let Some((_, value)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Some(Rgba::from_bits(*value));
        }
        if let Some(digits) = text.strip_prefix('#') {
            let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            return match digits.len() {
                6 if hex => Some(Rgba::from_bits(u32::from_str_radix(digits, 16).ok()? << 8 | 0xff)),
                8 if hex => Some(Rgba::from_bits(u32::from_str_radix(digits, 16).ok()?)),
                _ => None,
            };
        }
        let (name, inside) = text.strip_suffix(')')?.split_once('(')?;
        let parts: Vec<u8> = inside.split(',').map(component).collect::<Option<_>>()?;
        match (name, parts[..].as_ref()) {
            ("rgb", &[red, green, blue]) => Some(Rgba { red, green, blue, alpha: 255 }),
            ("rgba", &[red, green, blue, alpha]) => Some(Rgba { red, green, blue, alpha }),
            _ => None,
        }
    }

    fn from_bits(bits: u32) -> Rgba {
        let [red, green, blue, alpha] = bits.to_be_bytes();
        Rgba { red, green, blue, alpha }
    }

    /// `#rrggbb`, with alpha where it is not opaque.
    pub fn hex(self) -> String {
        let Rgba { red, green, blue, alpha } = self;
        let opaque = format!("#{red:02x}{green:02x}{blue:02x}");
        if alpha == 255 { opaque } else { format!("{opaque}{alpha:02x}") }
    }
}

fn component(text: &str) -> Option<u8> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
