//! A file's bytes in order, never beyond its end.

use std::io::{self, Read};

use super::HeaderError;

/// A reader that knows where it is and never reads beyond the file.
pub(super) struct Bytes<R> {
    inner: R,
    at: u64,
    size: u64,
}

impl<R: Read> Bytes<R> {
    pub(super) fn new(inner: R, size: u64) -> Self {
        Self { inner, at: 0, size }
    }

    pub(super) fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Goes on by so many bytes, if there are so many.
    fn need(&mut self, more: u64) -> Result<(), HeaderError> {
        let end = self.at.checked_add(more).ok_or(HeaderError::Damaged("a length overflows"))?;
        if end > self.size {
            return Err(HeaderError::Short { expected: end, found: self.size });
        }
        if end > MAX_HEADER {
            return Err(HeaderError::Damaged("its header is longer than any model's"));
        }
        self.at = end;
        Ok(())
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], HeaderError> {
        self.need(N as u64)?;
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, HeaderError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, HeaderError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub(super) fn count(&mut self, cap: u64, complaint: &'static str) -> Result<u64, HeaderError> {
        let n = self.u64()?;
        if n > cap { Err(HeaderError::Damaged(complaint)) } else { Ok(n) }
    }

    pub(super) fn string(&mut self, cap: u64) -> Result<String, HeaderError> {
        let len = self.count(cap, "a string in it is too long")?;
        self.need(len)?;
        let mut bytes = vec![0; len as usize];
        self.inner.read_exact(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(super) fn skip(&mut self, len: u64) -> Result<(), HeaderError> {
        self.need(len)?;
        let skipped = io::copy(&mut (&mut self.inner).take(len), &mut io::sink())?;
        if skipped < len { Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()) } else { Ok(()) }
    }
}

/// No header of a model in use comes near it; most are below 10 MiB.
const MAX_HEADER: u64 = 256 << 20;
