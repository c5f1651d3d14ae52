//! Whether a model fits into the memory that is left, before it is tried.

use crate::{Header, LoadOptions};

/// Bytes that loading and asking will take, estimated from above.
///
/// The weights count once, since they are read into the form the kernels want and not mapped. Working buffers are
/// dominated by the logits of a chunk, twice (computed, and copied out).
pub fn memory_needed(header: &Header, options: &LoadOptions) -> u64 {
    let cache = header.cache_bytes_per_token.saturating_mul(u64::from(options.context));
    let logits = u64::from(options.chunk) * u64::from(header.vocabulary) * 4 * 2;
    let hidden = u64::from(options.chunk) * u64::from(header.width) * 4 * 64;
    header.file_bytes.saturating_add(cache).saturating_add(logits + hidden + OVERHEAD)
}

/// Bytes that can be had without swapping (`MemAvailable`); `None` where the system does not tell.
pub fn memory_available() -> Option<u64> {
    parse_meminfo(&std::fs::read_to_string("/proc/meminfo").ok()?)
}

/// The program itself, the tokenizer's tables, the environment of the grammars.
const OVERHEAD: u64 = 192 << 20;

fn parse_meminfo(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meminfo_is_in_kibibytes() {
        let text = "MemTotal:       24675596 kB\nMemFree:         1000 kB\nMemAvailable:    2048 kB\n";
        assert_eq!(parse_meminfo(text), Some(2 << 20));
        assert_eq!(parse_meminfo("MemTotal: 1 kB\n"), None);
    }
}
