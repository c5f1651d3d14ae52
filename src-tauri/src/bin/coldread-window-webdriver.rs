//! The window as WebDriver can drive it: admits loopback, and refuses to start where there is any other interface.

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Err(error) = studio::refuse_network_but_loopback_tests() {
        coldread_window::complain(&error.to_string());
        return ExitCode::from(3);
    }
    coldread_window::run()
}
