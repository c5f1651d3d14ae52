//! No internet, for the process and everything it starts.

use crate::{
    ConfineError,
    filter::{io_uring, refuse, sockets_but},
};

/// From here on this process, all its threads and all its children get sockets of AF_UNIX and AF_NETLINK only
/// (the desktop needs the first, the C library asks for its own addresses through the second), and no io_uring.
/// There is no way back.
pub fn refuse_network() -> Result<(), ConfineError> {
    refuse_all_but(&[libc::AF_UNIX, libc::AF_NETLINK])
}

/// As [`refuse_network`], but admits internet sockets, since a filter cannot see addresses and WebDriver needs
/// loopback; refuses to go on unless loopback is the only interface there is.
#[cfg(feature = "webdriver")]
pub fn refuse_network_but_loopback_tests() -> Result<(), ConfineError> {
    // Not /sys/class/net, which shows the interfaces of whoever mounted it.
    let interfaces = std::fs::read_to_string("/proc/self/net/dev").map_err(|e| ConfineError::Filter(e.to_string()))?;
    let others = interfaces_but_loopback(&interfaces);
    if !others.is_empty() {
        return Err(ConfineError::NotAlone(others.join(", ")));
    }
    refuse_all_but(&[libc::AF_UNIX, libc::AF_NETLINK, libc::AF_INET, libc::AF_INET6])
}

fn refuse_all_but(families: &[i32]) -> Result<(), ConfineError> {
    refuse(io_uring(), libc::EPERM)?;
    refuse(sockets_but(families), libc::EAFNOSUPPORT)
}

#[cfg(any(feature = "webdriver", test))]
fn interfaces_but_loopback(dev: &str) -> Vec<String> {
    let names = dev.lines().filter_map(|line| Some(line.split_once(':')?.0.trim()));
    names.filter(|name| *name != "lo").map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_alone() {
        let head = "Inter-|   Receive |  Transmit\n face |bytes packets|bytes packets\n";
        assert_eq!(interfaces_but_loopback(&format!("{head}    lo: 0 0 0 0\n")), Vec::<String>::new());
        assert_eq!(interfaces_but_loopback(&format!("{head}    lo: 0 0\n  eth0: 12 1\n")), ["eth0"]);
    }
}
