//! A typed question to a model, and its answer.
//!
//! Pure. The unit of asking, storing and resuming is the [`Group`]: the questions that share a prefix, in a
//! fixed order. A desk hands out groups and gets [`Answers`]; whoever owns a [`Reader`] answers them.

mod answer;
mod frame;
mod group;
mod protocol;
mod reader;

pub use answer::{Answer, Answers, GroupAnswer, Score};
pub use frame::{FrameError, MAX_FRAME, read_frame, write_frame};
pub use group::{Budget, Group, GroupKey, Question, Task};
pub use protocol::{ModelFacts, Request, Response};
pub use reader::{CHUNK, ReadError, Reader, Settings};
