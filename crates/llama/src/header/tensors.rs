//! Where the tensors lie.

use std::{collections::BTreeSet, io::Read};

use super::{HeaderError, bytes::Bytes};

/// Checks that every tensor lies within the file, aligned and on its own; gives the number of weights.
pub(super) fn check<R: Read>(input: &mut Bytes<R>, tensors: u64, alignment: u64) -> Result<u64, HeaderError> {
    let mut names = BTreeSet::new();
    let mut extents = Vec::new();
    let mut parameters = 0u64;
    for _ in 0..tensors {
        let name = input.string(MAX_TENSOR_NAME - 1)?;
        if !names.insert(name) {
            return Err(HeaderError::Damaged("a tensor stands in it twice"));
        }
        let (weights, bytes, offset) = read_tensor(input)?;
        if !offset.is_multiple_of(alignment) {
            return Err(HeaderError::Damaged("a tensor is not aligned"));
        }
        parameters = parameters.saturating_add(weights);
        extents.push((offset, bytes));
    }
    extents.sort_unstable();
    let data = input.at().next_multiple_of(alignment);
    let mut end = 0;
    for (offset, bytes) in extents {
        if offset < end {
            return Err(HeaderError::Damaged("two tensors overlap"));
        }
        end = offset.checked_add(bytes).ok_or(HeaderError::Damaged("a length overflows"))?;
    }
    let expected = data.checked_add(end).ok_or(HeaderError::Damaged("a length overflows"))?;
    if expected > input.size() {
        return Err(HeaderError::Short { expected, found: input.size() });
    }
    Ok(parameters)
}

/// One tensor's weights, bytes and offset into the data.
fn read_tensor<R: Read>(input: &mut Bytes<R>) -> Result<(u64, u64, u64), HeaderError> {
    let dimensions = input.u32()?;
    if dimensions == 0 || dimensions > MAX_DIMENSIONS {
        return Err(HeaderError::Damaged("a tensor has no or too many dimensions"));
    }
    let mut weights = 1u64;
    let mut row = 1u64;
    for d in 0..dimensions {
        let n = input.u64()?;
        if n == 0 || n > i64::MAX as u64 {
            return Err(HeaderError::Damaged("a tensor has an impossible dimension"));
        }
        row = if d == 0 { n } else { row };
        weights = weights.checked_mul(n).ok_or(HeaderError::Damaged("a length overflows"))?;
    }
    let (block, block_bytes) = block_of(input.u32()?).ok_or(HeaderError::Damaged("a tensor has an unknown type"))?;
    if !row.is_multiple_of(block) {
        return Err(HeaderError::Damaged("a tensor's rows are not whole blocks"));
    }
    let bytes = (weights / block).checked_mul(block_bytes).ok_or(HeaderError::Damaged("a length overflows"))?;
    Ok((weights, bytes, input.u64()?))
}

/// Weights in a block and its bytes, for the tensor types of ggml.
/// Source: `ggml-common.h` of the pinned llama.cpp, read 2026-11.
fn block_of(kind: u32) -> Option<(u64, u64)> {
    Some(match kind {
        0 | 26 => (1, 4),      // F32, I32
        1 | 25 | 30 => (1, 2), // F16, I16, BF16
        24 => (1, 1),          // I8
        27 | 28 => (1, 8),     // I64, F64
        2 => (32, 18),         // Q4_0
        3 => (32, 20),         // Q4_1
        6 => (32, 22),         // Q5_0
        7 => (32, 24),         // Q5_1
        8 => (32, 34),         // Q8_0
        9 => (32, 36),         // Q8_1
        10 => (256, 84),       // Q2_K
        11 => (256, 110),      // Q3_K
        12 => (256, 144),      // Q4_K
        13 => (256, 176),      // Q5_K
        14 => (256, 210),      // Q6_K
        15 => (256, 292),      // Q8_K
        16 => (256, 66),       // IQ2_XXS
        17 => (256, 74),       // IQ2_XS
        18 => (256, 98),       // IQ3_XXS
        19 => (256, 50),       // IQ1_S
        20 => (32, 18),        // IQ4_NL
        21 => (256, 110),      // IQ3_S
        22 => (256, 82),       // IQ2_S
        23 => (256, 136),      // IQ4_XS
        29 => (256, 56),       // IQ1_M
        34 => (256, 54),       // TQ1_0
        35 => (256, 66),       // TQ2_0
        39 => (32, 17),        // MXFP4
        _ => return None,
    })
}

/// ggml's own limit on a tensor's name, with its final zero.
const MAX_TENSOR_NAME: u64 = 64;
const MAX_DIMENSIONS: u32 = 4;
