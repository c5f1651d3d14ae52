//! A [`ask::Reader`] over llama-cpp-2: the only crate with C++ behind it, and the only one with `unsafe`.
//!
//! One model, one context, one owner thread. A group is answered from a cleared cache in chunks of a
//! fixed size, in an order that only the group decides, so the same group gives the same bits.

mod device;
mod header;
mod kernel;
mod leave;
mod load;
mod memory;
mod phrase;
mod read;
mod softmax;
mod template;
mod tree;

pub use device::{Device, devices};
pub use header::{Header, HeaderError};
pub use kernel::{kernel, missing_instructions};
pub use leave::leave_at_once;
pub use load::{Llama, LoadError, LoadOptions};
pub use memory::{memory_available, memory_needed};
pub use template::{TEMPLATES, Template};
