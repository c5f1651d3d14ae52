//! What is in force, tried rather than believed.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket},
};

use crate::{Enforcement, Guard, files};

/// Asks the kernel about this process, and tries to get an internet socket of each family.
pub fn status() -> Enforcement {
    Enforcement { kernel_filter: network(), landlock: files::support() }
}

fn network() -> Guard {
    let own = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if !has_filter(&own) {
        return Guard::Not("No filter for system calls is installed in this process.".to_owned());
    }
    // Addresses, not names: nothing in the program looks up a name.
    let addresses = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
    let open = addresses.into_iter().find(|address| !refused(UdpSocket::bind((*address, 0))));
    match open {
        None => Guard::Enforced,
        Some(address) => Guard::Not(format!("A socket for {address} was not refused.")),
    }
}

/// Seccomp mode 2 is "filter".
fn has_filter(status: &str) -> bool {
    status.lines().filter_map(|l| l.strip_prefix("Seccomp:")).any(|mode| mode.trim() == "2")
}

/// Refused by the filter, by its own errors; an address that is merely absent or in use is no refusal.
fn refused(attempt: io::Result<UdpSocket>) -> bool {
    let errors = [libc::EAFNOSUPPORT, libc::EPERM];
    attempt.is_err_and(|e| e.raw_os_error().is_some_and(|code| errors.contains(&code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_is_told_from_its_absence() {
        assert!(has_filter("Name:\tx\nSeccomp:\t2\nSeccomp_filters:\t1\n"));
        assert!(!has_filter("Name:\tx\nSeccomp:\t0\nSeccomp_filters:\t2\n"));
    }
}
