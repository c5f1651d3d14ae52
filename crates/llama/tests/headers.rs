//! Model files that are not what they should be: each is refused in a sentence, and none reaches the C++.

use std::path::PathBuf;

use coldread_llama::{Header, HeaderError};

/// A file in the making: GGUF 3, little-endian.
#[derive(Clone)]
struct Gguf(Vec<u8>);

impl Gguf {
    fn new(tensors: u64, pairs: u64) -> Self {
        Self(b"GGUF".to_vec()).u32(3).u64(tensors).u64(pairs)
    }

    fn u32(mut self, n: u32) -> Self {
        self.0.extend(n.to_le_bytes());
        self
    }

    fn u64(mut self, n: u64) -> Self {
        self.0.extend(n.to_le_bytes());
        self
    }

    fn text(mut self, text: &str) -> Self {
        self = self.u64(text.len() as u64);
        self.0.extend(text.as_bytes());
        self
    }

    fn pair(self, key: &str, value: u32) -> Self {
        self.text(key).u32(4).u32(value)
    }

    fn tensor(self, name: &str, dimensions: &[u64], kind: u32, offset: u64) -> Self {
        let named = self.text(name).u32(dimensions.len() as u32);
        dimensions.iter().fold(named, |g, d| g.u64(*d)).u32(kind).u64(offset)
    }

    /// Pads to the data and adds that many bytes of it.
    fn data(mut self, bytes: usize) -> Self {
        let start = self.0.len().next_multiple_of(32);
        self.0.resize(start + bytes, 0);
        self
    }
}

/// The entries of a small model with one tensor to come.
fn model(tensors: u64) -> Gguf {
    Gguf::new(tensors, 6)
        .text("general.architecture")
        .u32(8)
        .text("llama")
        .pair("llama.block_count", 2)
        .pair("llama.embedding_length", 64)
        .pair("llama.attention.head_count", 4)
        .pair("llama.attention.head_count_kv", 2)
        .pair("llama.context_length", 512)
}

fn read(name: &str, file: &Gguf) -> Result<Header, HeaderError> {
    let path: PathBuf = std::env::temp_dir().join(format!("coldread-{}-{name}.gguf", std::process::id()));
    std::fs::write(&path, &file.0).unwrap();
    let header = Header::read(&path);
    std::fs::remove_file(&path).unwrap();
    header
}

fn refused(name: &str, file: &Gguf) -> String {
    read(name, file).expect_err(name).to_string()
}

#[test]
fn a_sound_file_tells_its_sizes() {
    let header = read("sound", &model(1).tensor("w", &[64, 32], 0, 0).data(64 * 32 * 4)).unwrap();
    assert_eq!((header.architecture.as_str(), header.layers, header.trained_context), ("llama", 2, 512));
    assert_eq!(header.parameters, 64 * 32);
    // Two layers, two heads of keys and of values, 16 wide, two bytes each.
    assert_eq!(header.cache_bytes_per_token, 2 * 2 * (16 + 16) * 2);
}

#[test]
fn another_kind_of_file_is_told() {
    assert_eq!(refused("other", &Gguf(b"PK\x03\x04 not a model".to_vec())), "This is not a GGUF model file.");
    assert_eq!(refused("empty", &Gguf(Vec::new())), "This is not a GGUF model file.");
}

#[test]
fn a_version_of_the_future_is_told() {
    let mut file = model(0);
    file.0[4] = 9;
    assert_eq!(refused("version", &file), "The model file is of GGUF version 9; only versions 2 and 3 can be read.");
}

#[test]
fn every_cut_is_noticed() {
    let whole = model(1).tensor("w", &[64, 32], 0, 0).data(64 * 32 * 4);
    for keep in (0..whole.0.len()).step_by(7) {
        let cut = Gguf(whole.0[..keep].to_vec());
        assert!(read("cut", &cut).is_err(), "cut to {keep} bytes");
    }
    let sentence = refused("short", &Gguf(whole.0[..whole.0.len() - 1].to_vec()));
    assert!(sentence.starts_with("The model file is cut short"), "{sentence}");
}

#[test]
fn impossible_numbers_are_refused() {
    let too_many = "The model file is damaged: it claims too many";
    assert!(refused("tensors", &Gguf::new(u64::MAX, 0)).starts_with(too_many));
    assert!(refused("pairs", &Gguf::new(0, u64::MAX)).starts_with(too_many));
    let long_key = Gguf::new(0, 1).u64(u64::MAX);
    assert_eq!(refused("key", &long_key), "The model file is damaged: a string in it is too long.");
    let huge = model(1).tensor("w", &[1 << 40, 1 << 40], 0, 0).data(64);
    assert_eq!(refused("overflow", &huge), "The model file is damaged: a length overflows.");
    let deep = model(1).tensor("w", &[2; 5], 0, 0).data(256);
    assert_eq!(refused("deep", &deep), "The model file is damaged: a tensor has no or too many dimensions.");
    let list = Gguf::new(0, 1).text("k").u32(9).u32(4).u64(1 << 60);
    assert_eq!(refused("list", &list), "The model file is damaged: a list in it is too long.");
    let nested = Gguf::new(0, 1).text("k").u32(9).u32(9).u64(1);
    assert_eq!(refused("nested", &nested), "The model file is damaged: a list has an unknown type.");
}

#[test]
fn tensors_lie_in_the_file_aligned_and_apart() {
    let outside = model(1).tensor("w", &[64, 32], 0, 1 << 20).data(64 * 32 * 4);
    assert!(refused("outside", &outside).starts_with("The model file is cut short"));
    let crooked = model(1).tensor("w", &[64], 0, 4).data(512);
    assert_eq!(refused("crooked", &crooked), "The model file is damaged: a tensor is not aligned.");
    let twice = model(2).tensor("a", &[64], 0, 0).tensor("b", &[64], 0, 32).data(512);
    assert_eq!(refused("overlap", &twice), "The model file is damaged: two tensors overlap.");
    let same = model(2).tensor("a", &[64], 0, 0).tensor("a", &[64], 0, 256).data(512);
    assert_eq!(refused("same", &same), "The model file is damaged: a tensor stands in it twice.");
    let ragged = model(1).tensor("w", &[100, 2], 12, 0).data(512);
    assert_eq!(refused("ragged", &ragged), "The model file is damaged: a tensor's rows are not whole blocks.");
}

#[test]
fn no_flipped_byte_makes_it_panic() {
    let whole = model(1).tensor("w", &[64, 32], 0, 0).data(64 * 32 * 4);
    let header = whole.0.len() - 64 * 32 * 4;
    for at in 0..header {
        for value in [0x00, 0x7f, 0xff] {
            let mut flipped = whole.clone();
            flipped.0[at] = value;
            // Sound or refused; either is an answer.
            let _ = read("flipped", &flipped);
        }
    }
}
