//! The sample scripts, our own writing, compiled in: something to try the first minute.

use std::io::Write;

use crate::error::{Outcome, Trouble};
use crate::intake;
use crate::library::Import;
use crate::studio::Studio;

const SAMPLES: &[(&str, &[u8])] = &[
    ("Slack Water.fountain", include_bytes!("../../../fixtures/scripts/slack-water/script.fountain")),
    ("Skywave.fountain", include_bytes!("../../../fixtures/scripts/skywave/script.fountain")),
];

impl Studio {
    /// Brings the sample scripts in, by the same road as any file.
    pub async fn import_samples(&self) -> Vec<(String, Outcome<Import>)> {
        let mut outcomes = Vec::new();
        for (name, bytes) in SAMPLES {
            outcomes.push(((*name).to_owned(), self.import_sample(name, bytes).await));
        }
        outcomes
    }

    async fn import_sample(&self, name: &'static str, bytes: &'static [u8]) -> Outcome<Import> {
        let read = tokio::task::spawn_blocking(move || intake::read_open(in_memory(bytes)?, name));
        let document = read.await.map_err(|_| Trouble::cannot("The sample could not be read.", "Try again."))??;
        self.keep(name, bytes, document, "Samples", None).await
    }
}

/// A file that never touches the disk.
fn in_memory(bytes: &[u8]) -> Outcome<std::fs::File> {
    let unwritable =
        |e: std::io::Error| Trouble::cannot(format!("There is no memory for a sample: {e}."), "Close other programs.");
    let fd = rustix::fs::memfd_create("sample", rustix::fs::MemfdFlags::CLOEXEC).map_err(|e| unwritable(e.into()))?;
    let mut file = std::fs::File::from(fd);
    file.write_all(bytes).map_err(unwritable)?;
    std::io::Seek::rewind(&mut file).map_err(unwritable)?;
    Ok(file)
}
