//! What this process can and cannot reach, as the kernel says, not as we promise.

use std::fs;

use confine::Guard;

/// A process of the app and what binds it, one sentence an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// `this program`, `reader`, `intake`.
    pub name: &'static str,
    /// What is enforced.
    pub bounds: Vec<String>,
}

/// How the running process is bound, and how its workers will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    /// Whether the kernel refuses internet sockets to this process and its children.
    pub enforced: bool,
    /// `enforced`, or the reason why not.
    pub kernel_filter: String,
    /// Process by process.
    pub processes: Vec<Bound>,
    /// Internet sockets that this process holds now.
    pub sockets: u32,
}

/// Asks the kernel.
pub fn boundaries() -> Boundaries {
    let status = confine::status();
    let enforced = status.kernel_filter == Guard::Enforced;
    let kernel_filter = match status.kernel_filter {
        Guard::Enforced => "enforced".to_owned(),
        Guard::Not(why) => why,
    };
    let landlock = match status.landlock {
        Guard::Enforced => "Landlock: no file but the one that was handed over".to_owned(),
        Guard::Not(why) => format!("files are not confined: {why}"),
    };
    let worker = |limits: &str| {
        vec!["no sockets of any kind".to_owned(), "no new programs".to_owned(), landlock.clone(), limits.to_owned()]
    };
    Boundaries {
        enforced,
        kernel_filter,
        processes: vec![
            Bound {
                name: "this program",
                bounds: vec!["sockets: AF_UNIX and AF_NETLINK only".to_owned(), "io_uring refused".to_owned()],
            },
            Bound { name: "reader", bounds: worker("one model file, read-only; killed to cancel") },
            Bound { name: "intake", bounds: worker("1 GiB of memory, 60 s of processor, one document each") },
        ],
        sockets: internet_sockets(),
    }
}

/// Internet sockets among the open descriptors: those whose inode the kernel lists under tcp, udp or raw.
fn internet_sockets() -> u32 {
    let mut inodes = std::collections::BTreeSet::new();
    for table in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"] {
        let text = fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
        inodes.extend(text.lines().skip(1).filter_map(|l| l.split_whitespace().nth(9)?.parse::<u64>().ok()));
    }
    let Ok(descriptors) = fs::read_dir("/proc/self/fd") else { return 0 };
    let held = descriptors.flatten().filter_map(|d| fs::read_link(d.path()).ok()).filter(|target| {
        let inode = target.to_string_lossy();
        let inode = inode.strip_prefix("socket:[").and_then(|s| s.strip_suffix(']'));
        inode.and_then(|i| i.parse().ok()).is_some_and(|i: u64| inodes.contains(&i))
    });
    u32::try_from(held.count()).unwrap_or(u32::MAX)
}
