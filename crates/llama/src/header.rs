//! What a GGUF file says about itself, read with suspicion.
//!
//! Weight files are attack surface: llama.cpp has had several loader bugs a year. This reader checks every
//! count, length, dimension and offset of the header against caps and against the size of the file before any
//! byte of it reaches the C++. Layout: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.

mod bytes;
mod facts;
mod tensors;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use bytes::Bytes;
use facts::Facts;

/// What stands in the header of a sound file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Header {
    /// `general.name`, or empty.
    pub name: String,
    /// `general.architecture`: `qwen2`, `llama`.
    pub architecture: String,
    /// Number of weights.
    pub parameters: u64,
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Longest context it was trained for, in tokens.
    pub trained_context: u32,
    /// Layers.
    pub layers: u32,
    /// Bytes of attention cache a token takes over all layers, at two bytes a value.
    pub cache_bytes_per_token: u64,
    /// Width of the hidden state.
    pub width: u32,
    /// Number of tokens of the vocabulary.
    pub vocabulary: u32,
    /// Family of its chat template, as in [`crate::TEMPLATES`]; empty when it is none of them.
    pub template: String,
}

/// Why a file is not read further. Each is one sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// It could not be read at all.
    #[error("The model file cannot be read: {0}.")]
    Io(#[from] io::Error),
    /// It is some other kind of file.
    #[error("This is not a GGUF model file.")]
    NotGguf,
    /// A version that this reader does not know.
    #[error("The model file is of GGUF version {0}; only versions 2 and 3 can be read.")]
    Version(u32),
    /// It ends before it should.
    #[error("The model file is cut short: it should have at least {expected} bytes and has {found}.")]
    Short {
        /// Bytes that the header asks for.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// Something in it cannot be true.
    #[error("The model file is damaged: {0}.")]
    Damaged(&'static str),
}

impl Header {
    /// Reads and checks the header of the file.
    pub fn read(path: &Path) -> Result<Self, HeaderError> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Self::parse(BufReader::with_capacity(1 << 16, file), size)
    }

    fn parse(input: impl Read, size: u64) -> Result<Self, HeaderError> {
        let mut input = Bytes::new(input, size);
        if input.array::<4>().map_err(|_| HeaderError::NotGguf)? != *b"GGUF" {
            return Err(HeaderError::NotGguf);
        }
        let version = input.u32()?;
        if !(2..=3).contains(&version) {
            return Err(HeaderError::Version(version));
        }
        let tensors = input.count(MAX_TENSORS, "it claims too many tensors")?;
        let pairs = input.count(MAX_PAIRS, "it claims too many entries")?;
        let facts = Facts::read(&mut input, pairs)?;
        let parameters = tensors::check(&mut input, tensors, facts.alignment()?)?;
        facts.header(parameters, size)
    }
}

const MAX_TENSORS: u64 = 1 << 16;
const MAX_PAIRS: u64 = 1 << 12;
