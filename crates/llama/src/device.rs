//! What the build can compute on, and how much of a model fits there.

use llama_cpp_2::{LlamaBackendDevice, LlamaBackendDeviceType, list_llama_ggml_backend_devices};

use crate::Header;

/// Something that computes: the processor, or a graphics device of a build that has one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Device {
    /// As its maker calls it.
    pub name: String,
    /// The library that drives it: `CPU`, `CUDA`, `Vulkan`, `Metal`.
    pub backend: String,
    /// Whether layers can be put on it.
    pub graphics: bool,
    /// Its memory in bytes.
    pub memory: u64,
    /// How much of that is free now.
    pub memory_free: u64,
}

/// The devices of this build on this machine.
pub fn devices() -> Vec<Device> {
    list_llama_ggml_backend_devices().iter().map(Device::of).collect()
}

/// The graphics device that layers go to, if there is one.
pub(crate) fn graphics_device() -> Option<Device> {
    devices().into_iter().find(|d| d.graphics)
}

/// How many layers fit into that much memory of a graphics device, with their share of the cache; the output
/// counts as one more layer than the model says.
pub(crate) fn layers_that_fit(header: &Header, context: u32, free: u64) -> u32 {
    let layers = u64::from(header.layers) + 1;
    let cache = header.cache_bytes_per_token.saturating_mul(u64::from(context));
    let each = (header.file_bytes.saturating_add(cache) / layers).max(1);
    (free.saturating_sub(KEPT_FREE) / each).min(layers) as u32
}

/// For the driver, the working buffers, and whatever else draws on the screen.
const KEPT_FREE: u64 = 768 << 20;

impl Device {
    fn of(device: &LlamaBackendDevice) -> Self {
        Self {
            name: device.description.clone(),
            backend: device.backend.clone(),
            graphics: matches!(device.device_type, LlamaBackendDeviceType::Gpu | LlamaBackendDeviceType::IntegratedGpu),
            memory: device.memory_total as u64,
            memory_free: device.memory_free as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            name: String::new(),
            architecture: "llama".to_owned(),
            parameters: 0,
            file_bytes: 1000 << 20,
            trained_context: 4096,
            layers: 24,
            cache_bytes_per_token: 25 * 1024,
            width: 1024,
            vocabulary: 32_000,
            template: "chatml".to_owned(),
        }
    }

    #[test]
    fn a_large_device_takes_all_layers_a_small_one_some_and_a_full_one_none() {
        assert_eq!(layers_that_fit(&header(), 4096, 24 << 30), 25);
        // 44 MiB a layer beyond what is kept free.
        assert_eq!(layers_that_fit(&header(), 4096, (768 + 450) << 20), 10);
        assert_eq!(layers_that_fit(&header(), 4096, 700 << 20), 0);
    }

    #[test]
    fn this_machine_has_a_processor() {
        assert!(devices().iter().any(|d| !d.graphics), "{:?}", devices());
    }
}
