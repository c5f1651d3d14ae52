//! The window as it is installed.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Where the kernel cannot enforce it the window still opens: the seal in its top band says so.
    studio::refuse_network().ok();
    studio::keep_memory_private().ok();
    coldread_window::run()
}
