//! The entries of a header, and what they say of the model.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use super::{Header, HeaderError, bytes::Bytes};

/// The entries that are looked at; arrays leave only their lengths.
#[derive(Default)]
pub(super) struct Facts {
    strings: BTreeMap<String, String>,
    numbers: BTreeMap<String, u64>,
    lengths: BTreeMap<String, u64>,
}

/// Type numbers of values, from the format's specification.
const STRING: u32 = 8;
const ARRAY: u32 = 9;

/// Bytes of a value of that type; `None` for strings, arrays and types that do not exist.
fn scalar_size(kind: u32) -> Option<u64> {
    match kind {
        0 | 1 | 7 => Some(1),
        2 | 3 => Some(2),
        4..=6 => Some(4),
        10..=12 => Some(8),
        _ => None,
    }
}

impl Facts {
    pub(super) fn read<R: Read>(input: &mut Bytes<R>, pairs: u64) -> Result<Self, HeaderError> {
        let mut facts = Facts::default();
        let mut keys = BTreeSet::new();
        for _ in 0..pairs {
            let key = input.string(MAX_KEY)?;
            if !keys.insert(key.clone()) {
                return Err(HeaderError::Damaged("an entry stands in it twice"));
            }
            facts.read_value(input, key)?;
        }
        Ok(facts)
    }

    fn read_value<R: Read>(&mut self, input: &mut Bytes<R>, key: String) -> Result<(), HeaderError> {
        match input.u32()? {
            STRING => {
                let value = input.string(MAX_STRING)?;
                self.strings.insert(key, value);
            }
            ARRAY => {
                let len = skip_array(input)?;
                self.lengths.insert(key, len);
            }
            kind => {
                let size = scalar_size(kind).ok_or(HeaderError::Damaged("an entry has an unknown type"))?;
                let mut bytes = [0u8; 8];
                for byte in bytes.iter_mut().take(size as usize) {
                    *byte = input.array::<1>()?[0];
                }
                self.numbers.insert(key, u64::from_le_bytes(bytes));
            }
        }
        Ok(())
    }

    /// Bytes to whose multiples tensors are aligned.
    pub(super) fn alignment(&self) -> Result<u64, HeaderError> {
        let alignment = self.numbers.get("general.alignment").copied().unwrap_or(32);
        if alignment.is_power_of_two() && (8..=1 << 16).contains(&alignment) {
            Ok(alignment)
        } else {
            Err(HeaderError::Damaged("its alignment is no power of two"))
        }
    }

    pub(super) fn header(self, parameters: u64, file_bytes: u64) -> Result<Header, HeaderError> {
        let string = |key: &str| self.strings.get(key).cloned().unwrap_or_default();
        let architecture = string("general.architecture");
        if architecture.is_empty() {
            return Err(HeaderError::Damaged("it does not say what kind of model it is"));
        }
        let of = |key: &str| self.numbers.get(&format!("{architecture}.{key}")).copied();
        let small = |key: &str| of(key).filter(|n| *n > 0).and_then(|n| u32::try_from(n).ok());
        let needed = |key: &str| small(key).ok_or(HeaderError::Damaged("it lacks the sizes of the model"));
        let (layers, width, heads) =
            (needed("block_count")?, needed("embedding_length")?, needed("attention.head_count")?);
        let cache_heads = small("attention.head_count_kv").unwrap_or(heads);
        let key_width = small("attention.key_length").unwrap_or(width / heads);
        let value_width = small("attention.value_length").unwrap_or(width / heads);
        let per_layer = u64::from(cache_heads) * (u64::from(key_width) + u64::from(value_width)) * 2;
        let vocabulary = self.lengths.get("tokenizer.ggml.tokens").copied().unwrap_or(0);
        let template = crate::Template::of(&string("tokenizer.chat_template"));
        Ok(Header {
            name: string("general.name"),
            parameters,
            file_bytes,
            trained_context: needed("context_length")?,
            layers,
            cache_bytes_per_token: per_layer.saturating_mul(u64::from(layers)),
            width,
            vocabulary: u32::try_from(vocabulary).unwrap_or(u32::MAX),
            template: template.map(|t| t.family.to_owned()).unwrap_or_default(),
            architecture,
        })
    }
}

fn skip_array<R: Read>(input: &mut Bytes<R>) -> Result<u64, HeaderError> {
    let kind = input.u32()?;
    let len = input.count(MAX_ARRAY, "a list in it is too long")?;
    if kind == STRING {
        for _ in 0..len {
            let bytes = input.count(MAX_STRING, "a string in it is too long")?;
            input.skip(bytes)?;
        }
    } else {
        let size = scalar_size(kind).ok_or(HeaderError::Damaged("a list has an unknown type"))?;
        input.skip(len * size)?;
    }
    Ok(len)
}

const MAX_KEY: u64 = 1 << 10;
const MAX_STRING: u64 = 1 << 22;
const MAX_ARRAY: u64 = 1 << 22;
