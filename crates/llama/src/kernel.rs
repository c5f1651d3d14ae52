//! What the C++ was built for, and whether this machine can run it.

#![allow(unsafe_code)]

use std::ffi::CStr;

/// Instruction sets that the build uses and this processor lacks, by name; empty when all is well.
///
/// Call it before anything else here: a build for AVX-512 on a machine without it dies of an illegal
/// instruction in the middle of a matrix, with no word to anyone.
pub fn missing_instructions() -> Vec<&'static str> {
    BUILT_WITH.iter().filter(|(_, built, present)| built() && !present()).map(|(name, ..)| *name).collect()
}

/// Instruction sets and devices of the build, as llama.cpp tells them: `CPU : AVX2 = 1 | AVX512 = 1` becomes
/// `AVX2 AVX512`.
pub fn kernel() -> String {
    // SAFETY: returns a pointer to a static string of the library, valid until the next call of it; this is
    // its only caller and the string is copied at once.
    let info = unsafe { CStr::from_ptr(llama_cpp_sys_2::llama_print_system_info()) };
    summary(&info.to_string_lossy())
}

fn summary(info: &str) -> String {
    let on = info.split('|').filter_map(|part| {
        let (name, value) = part.rsplit_once('=')?;
        let name = name.rsplit(':').next().unwrap_or(name).trim();
        (value.trim() != "0").then(|| name.to_owned())
    });
    on.collect::<Vec<_>>().join(" ")
}

type Check = fn() -> bool;

macro_rules! instruction_sets {
    ($($name:literal $built:ident $feature:tt)*) => {
        // SAFETY: each returns a constant that the compiler flags decided; none reads or writes anything.
        &[$(($name, || unsafe { llama_cpp_sys_2::$built() != 0 }, || std::arch::is_x86_feature_detected!($feature))),*]
    };
}

#[cfg(target_arch = "x86_64")]
const BUILT_WITH: &[(&str, Check, Check)] = instruction_sets! {
    "AVX" ggml_cpu_has_avx "avx"
    "AVX2" ggml_cpu_has_avx2 "avx2"
    "BMI2" ggml_cpu_has_bmi2 "bmi2"
    "FMA" ggml_cpu_has_fma "fma"
    "F16C" ggml_cpu_has_f16c "f16c"
    "AVX-512" ggml_cpu_has_avx512 "avx512f"
    "AVX-512 VBMI" ggml_cpu_has_avx512_vbmi "avx512vbmi"
    "AVX-512 VNNI" ggml_cpu_has_avx512_vnni "avx512vnni"
    "AVX-512 BF16" ggml_cpu_has_avx512_bf16 "avx512bf16"
};

#[cfg(not(target_arch = "x86_64"))]
const BUILT_WITH: &[(&str, Check, Check)] = &[];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_on_is_told() {
        let info = "CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | OPENMP = 1 | REPACK = 1 | ";
        assert_eq!(summary(info), "SSE3 AVX2 OPENMP REPACK");
    }

    #[test]
    fn the_machine_that_tests_can_run_what_it_built() {
        assert_eq!(missing_instructions(), Vec::<&str>::new());
        #[cfg(target_arch = "x86_64")]
        assert!(kernel().contains("AVX2"), "{}", kernel());
    }
}
