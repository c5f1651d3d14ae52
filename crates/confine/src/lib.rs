//! What the kernel refuses to this process, whatever its code tries.
//!
//! [`refuse_network`] is for the window and the command line: called at the top of `main`, before any thread or
//! child, it leaves AF_UNIX and AF_NETLINK as the only sockets, for the process and everything it starts.
//! [`confine_worker`] is for the workers, where untrusted bytes are read: no sockets at all, no programs, no
//! files but those named, limits on memory and time. [`status`] says what is in force, and tries it.
//!
//! Linux only; elsewhere the same functions say that they cannot.

#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod filter;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod network;
#[cfg(target_os = "linux")]
mod status;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(not(target_os = "linux"))]
pub use elsewhere::{confine_worker, keep_memory_private, refuse_network, status};

#[cfg(all(target_os = "linux", feature = "webdriver"))]
pub use network::refuse_network_but_loopback_tests;
#[cfg(target_os = "linux")]
pub use {memory::keep_memory_private, network::refuse_network, status::status, worker::confine_worker};

/// What a worker does, and so which system calls it may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Computes on the processor: a short list of calls is let through, all others are refused.
    Processor,
    /// Computes on a graphics device, whose driver needs files, devices and calls that no list can foresee:
    /// sockets, programs and a look into other processes are refused, the rest is let through.
    Device,
}

/// How much a worker may use; `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: Option<u64>,
    /// Seconds of processor time; the kernel ends the process then.
    pub cpu_seconds: Option<u64>,
}

/// Whether a rule is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// It is.
    Enforced,
    /// It is not, or not wholly: why, in one sentence.
    Not(String),
}

/// What is in force in this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforcement {
    /// Internet sockets are refused: the filter stands, and an attempt at a socket of each family failed.
    pub kernel_filter: Guard,
    /// The kernel can confine the workers to the files they are given.
    pub landlock: Guard,
}

/// Why a process could not be confined. Whoever gets it must not go on.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// The kernel would not take the filter.
    #[error("the kernel did not accept the network filter: {0}")]
    Filter(String),
    /// A limit could not be set.
    #[error("a limit could not be set: {0}")]
    Limit(std::io::Error),
    /// A file that the worker needs cannot be named to the kernel.
    #[error("{0}: {1}")]
    File(std::path::PathBuf, String),
    /// The build for desktop tests was started where a network is to be had.
    #[error(
        "this is the build for desktop tests; it starts only where loopback is the only interface, and here are also: {0}"
    )]
    NotAlone(String),
    /// There is no such thing on this system.
    #[error("this operating system has no way to confine a process that Coldread knows")]
    Unsupported,
}
