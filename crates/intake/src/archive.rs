//! Files inside ZIP archives, read one by one into memory, never further than a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// No part of a script's archive is longer; what is, is a bomb.
const MOST: u64 = 64 << 20;

/// An archive whose directory could be read.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(|zip| Self { zip })
    }

    /// The names of its files.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().map(str::to_string).collect()
    }

    /// The text of a file, if it is there, whole, and not beyond the limit.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let mut bytes = Vec::new();
        let file = self.zip.by_name(name).ok()?;
        let read = file.take(MOST + 1).read_to_end(&mut bytes).ok()? as u64;
        if read > MOST { None } else { Some(String::from_utf8_lossy(&bytes).into_owned()) }
    }
}
