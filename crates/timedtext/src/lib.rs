//! What is shown on screen: cues, time code, and the timed-text formats they travel in.
//!
//! Pure: no I/O and no clock. Times are exact fractions of a second ([`Time`]) or frames at an exact rate
//! ([`Rate`], [`Timecode`]); nothing here is a floating-point second.
//!
//! Every format flows through one model, [`File`]: cues with their text, place and look, the styles and regions
//! that they name, and the bytes they came in. [`read`] never fails: what it forgave is in its findings.
//! [`write()`] gives a cue that nobody changed the bytes that it had, and lists what the format could not carry.
//! [`validate`] is the strict reading: what the specifications refuse, by the name of the feature.
//!
//! ```
//! use coldread_timedtext::{Format, Hint, read, write};
//!
//! let bytes = b"1\n0:00:01.5 -> 00:00:03,000\n<i>Wait.</i>\n";
//! let reading = read(bytes, &Hint { name: Some("reel-1.srt"), ..Hint::default() });
//! assert_eq!(reading.forgave[0].code, "timing-irregular");
//! let written = write(&reading.file, Format::Sbv);
//! assert_eq!(written.bytes, b"0:00:01.500,0:00:03.000\nWait.\n");
//! assert_eq!(written.lost[0].what, "italics");
//! ```

mod cue;
mod encoding;
mod file;
mod finding;
mod format;
mod look;
mod loss;
mod place;
mod rate;
mod reply;
mod resolve;
mod screen;
mod source;
mod time;
mod timecode;

mod ass;
mod lines;
mod microdvd;
mod sbv;
mod scc;
mod srt;
mod stl;
mod ttml;
mod vtt;

pub use cue::{Change, Cue, Kept, Node, Ruby, Span, Tag};
pub use encoding::Letters;
pub use file::{File, Group, Head, Speaker, Style};
pub use finding::{Finding, Severity};
pub use format::{Format, Hint, Reading, Written, read, validate, write};
pub use look::{Look, Rgba};
pub use loss::{Loss, differences};
pub use place::{Align, Anchor, Edge, Line, Number, Placement, Region, Window, Writing};
pub use rate::{Counting, Frames, Rate};
pub use reply::{ConvertReply, Remark};
pub use time::Time;
pub use timecode::{Timecode, TimecodeError};
pub use ttml::Refusal;
