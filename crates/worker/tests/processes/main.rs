//! The worker's processes, started and watched.

mod at_work;
#[cfg(target_os = "linux")]
mod confined;
mod intake;
mod reader;
