//! A model in memory, ready to be asked.

use std::{
    num::NonZeroU32,
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use llama_cpp_2::{
    context::{LlamaContext, params::LlamaContextParams},
    llama_backend::LlamaBackend,
    model::{LlamaModel, params::LlamaModelParams},
};

use crate::{
    Header, HeaderError, Template,
    device::{graphics_device, layers_that_fit},
    kernel, memory_needed,
    phrase::Grammars,
};

/// How to load a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadOptions {
    /// Threads to compute with.
    pub threads: u32,
    /// Cells of attention cache: tokens of the prefix and of all questions decoded with it.
    pub context: u32,
    /// Tokens decoded at a time: how long a cancel may take. Part of the settings, since it can change low bits.
    pub chunk: u32,
    /// Layers to put on the graphics device, where the build has one; `None` for as many as fit.
    pub gpu_layers: Option<u32>,
    /// Family of the chat template; `None` to tell it from the file.
    pub template: Option<String>,
    /// Bytes of memory that may be used; `None` where the system does not tell.
    pub memory: Option<u64>,
}

/// Why a model was not loaded: one sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Its header does not hold up.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// It would not fit.
    #[error("The model needs about {needed_mib} MiB of memory and {available_mib} MiB are free.")]
    Memory {
        /// Needed, in MiB.
        needed_mib: u64,
        /// Available, in MiB.
        available_mib: u64,
    },
    /// The turns of its chat are marked in a way that is not known here.
    #[error("The model marks the turns of a conversation in a way that Coldread does not know.")]
    Template,
    /// It keeps no attention cache that could be shared.
    #[error("The model is of a kind ({0}) whose memory of a passage cannot be shared between questions.")]
    Kind(String),
    /// llama.cpp refused it.
    #[error("The model cannot be loaded: {0}.")]
    Engine(String),
}

/// A loaded model: a [`ask::Reader`].
pub struct Llama {
    // Dropped before the model it borrows: fields drop in order.
    pub(crate) context: LlamaContext<'static>,
    pub(crate) grammars: Grammars,
    pub(crate) model: Arc<LlamaModel>,
    pub(crate) template: &'static Template,
    pub(crate) cells: u32,
    pub(crate) chunk: usize,
    header: Header,
    device: String,
    threads: u32,
}

impl Llama {
    /// Checks the file's header and the memory, then loads the model.
    pub fn load(path: &Path, options: &LoadOptions) -> Result<Self, LoadError> {
        let header = Header::read(path)?;
        check_memory(&header, options)?;
        let template =
            Template::named(options.template.as_ref().unwrap_or(&header.template)).ok_or(LoadError::Template)?;
        // Contexts of one model must not be made in parallel, and the backend is one a process.
        let _one_at_a_time = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
        let backend = backend()?;
        let (layers, device) = offload(&header, options);
        // Not mapped: a file that is cut or replaced under a running model must not crash it, and what the kernels
        // repack would be in memory twice.
        let params = LlamaModelParams::default().with_n_gpu_layers(layers).with_use_mmap(false);
        let model = LlamaModel::load_from_file(backend, path, &params).map_err(engine)?;
        if model.is_recurrent() || model.is_hybrid() {
            return Err(LoadError::Kind(header.architecture));
        }
        let model = Arc::new(model);
        let context = context(backend, &model, options)?;
        Ok(Self {
            cells: options.context.min(header.trained_context),
            chunk: options.chunk as usize,
            context,
            grammars: Grammars::new(Arc::clone(&model)),
            model,
            template,
            device,
            threads: options.threads,
            header,
        })
    }

    /// About the model; `resident_bytes` as measured by the caller after the load.
    pub fn facts(&self, resident_bytes: u64) -> ask::ModelFacts {
        ask::ModelFacts {
            name: self.header.name.clone(),
            parameters: self.header.parameters,
            trained_context: self.header.trained_context,
            resident_bytes,
            // One sentence written alone over a long passage is the one thing whose last bits depend on threads.
            kernel: format!("{}, {} threads", kernel(), self.threads),
            device: self.device.clone(),
        }
    }

    /// The settings in force: with the group and the model they decide the answers.
    pub fn settings(&self) -> ask::Settings {
        ask::Settings { context: self.cells, chunk: self.chunk as u32, template: self.template.family.to_owned() }
    }
}

/// How many layers go to the graphics device, and what is said of it.
fn offload(header: &Header, options: &LoadOptions) -> (u32, String) {
    let wanted = |free| options.gpu_layers.unwrap_or_else(|| layers_that_fit(header, options.context, free));
    match graphics_device().map(|d| (wanted(d.memory_free), d)) {
        Some((layers, device)) if layers > 0 => {
            let all = header.layers + 1;
            (layers.min(all), format!("{} ({} of {all} layers)", device.name, layers.min(all)))
        }
        _ => (0, "cpu".to_owned()),
    }
}

static LOADING: Mutex<()> = Mutex::new(());

fn backend() -> Result<&'static LlamaBackend, LoadError> {
    static BACKEND: OnceLock<Option<LlamaBackend>> = OnceLock::new();
    let backend = BACKEND.get_or_init(|| {
        let mut backend = LlamaBackend::init().ok()?;
        backend.void_logs();
        Some(backend)
    });
    backend.as_ref().ok_or_else(|| LoadError::Engine("its backend did not start".to_owned()))
}

/// Most sequences at a time: the prefix and the leaves of a wave. llama.cpp keeps a row of logits for each.
pub(crate) const SEQUENCES: u32 = 64;

#[allow(unsafe_code)]
fn context(
    backend: &LlamaBackend,
    model: &Arc<LlamaModel>,
    options: &LoadOptions,
) -> Result<LlamaContext<'static>, LoadError> {
    let threads = i32::try_from(options.threads.max(1)).unwrap_or(1);
    let params = LlamaContextParams::default()
        .with_n_ctx(NonZeroU32::new(options.context))
        // llama.cpp aborts when a batch has room for fewer tokens than there are sequences.
        .with_n_batch(options.chunk.max(SEQUENCES))
        .with_n_ubatch(options.chunk.max(SEQUENCES))
        .with_n_seq_max(SEQUENCES)
        .with_n_threads(threads)
        .with_n_threads_batch(threads)
        // One buffer for all sequences: a copied prefix is then a mark on its cells and no copy.
        .with_kv_unified(true)
        // Sliding-window models give wrong logits after a truncation unless the whole window is kept.
        .with_swa_full(true);
    let context = model.new_context(backend, params).map_err(engine)?;
    // SAFETY: the context borrows the model behind the `Arc`, which does not move and is held by the same
    // `Llama` in a field that is dropped after the context.
    Ok(unsafe { std::mem::transmute::<LlamaContext<'_>, LlamaContext<'static>>(context) })
}

fn check_memory(header: &Header, options: &LoadOptions) -> Result<(), LoadError> {
    let needed = memory_needed(header, options);
    match options.memory {
        Some(available) if needed > available => {
            Err(LoadError::Memory { needed_mib: needed >> 20, available_mib: available >> 20 })
        }
        _ => Ok(()),
    }
}

fn engine(error: impl std::fmt::Display) -> LoadError {
    LoadError::Engine(error.to_string())
}
