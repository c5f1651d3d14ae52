//! What the model's layers run on.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::worker;

/// Where this build of the worker computes on this machine, in the words of its makers: `CPU (AVX-512 VNNI)`, or the
/// name of a graphics device. Asked once.
pub(crate) fn runs_on() -> &'static str {
    static ANSWER: OnceLock<String> = OnceLock::new();
    ANSWER.get_or_init(|| worker::asked::<Build>(&["build".as_ref()]).map_or_else(unknown, |build| build.words()))
}

fn unknown() -> String {
    "not known: the worker did not answer".to_owned()
}

/// What `coldread-worker build` says.
#[derive(Deserialize)]
struct Build {
    /// Instruction sets, as ggml names them.
    kernel: String,
    /// Instruction sets that the build needs and the processor lacks.
    missing: Vec<String>,
    devices: Vec<Device>,
}

#[derive(Deserialize)]
struct Device {
    name: String,
    graphics: bool,
}

/// The instruction sets that matter for speed, the best first, by ggml's name and by the makers'.
const INSTRUCTIONS: [(&str, &str); 6] = [
    ("AMX_INT8", "AMX"),
    ("AVX512_VNNI", "AVX-512 VNNI"),
    ("AVX512", "AVX-512"),
    ("AVX2", "AVX2"),
    ("SVE", "SVE"),
    ("NEON", "NEON"),
];

impl Build {
    fn words(&self) -> String {
        if !self.missing.is_empty() {
            return format!("nothing here: the processor lacks {}", self.missing.join(", "));
        }
        if let Some(device) = self.devices.iter().find(|d| d.graphics) {
            return device.name.clone();
        }
        let has = |name: &str| self.kernel.split_whitespace().any(|k| k == name);
        match INSTRUCTIONS.iter().find(|(name, _)| has(name)) {
            Some((_, words)) => format!("CPU ({words})"),
            None => "CPU".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(kernel: &str, missing: &[&str], graphics: Option<&str>) -> Build {
        Build {
            kernel: kernel.to_owned(),
            missing: missing.iter().map(|m| (*m).to_owned()).collect(),
            devices: graphics.map(|name| Device { name: name.to_owned(), graphics: true }).into_iter().collect(),
        }
    }

    #[test]
    fn the_best_that_the_build_has_is_named() {
        assert_eq!(build("SSE3 AVX2 AVX512 AVX512_VNNI", &[], None).words(), "CPU (AVX-512 VNNI)");
        assert_eq!(build("SSE3 AVX AVX2 FMA", &[], None).words(), "CPU (AVX2)");
        assert_eq!(build("SSE3", &[], None).words(), "CPU");
        assert_eq!(build("AVX2", &[], Some("NVIDIA H200")).words(), "NVIDIA H200");
        assert!(build("AVX512", &["AVX512F"], None).words().contains("lacks AVX512F"));
    }
}
