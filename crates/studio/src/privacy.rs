//! What the processes of the app can and cannot reach: tried, not promised.

use std::fs;
use std::path::Path;

use confine::Guard;
use serde::Deserialize;

use crate::worker;

/// A process of the app and what binds it, one sentence an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// `this program`, `reader`, `intake`.
    pub name: &'static str,
    /// What is enforced, and what is not.
    pub bounds: Vec<String>,
    /// Nothing was reached that should not be.
    pub holds: bool,
}

/// How the running process is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    /// Whether the kernel refuses internet sockets to this process and its children.
    pub enforced: bool,
    /// `enforced`, or the reason why not.
    pub kernel_filter: String,
    /// Internet sockets that this process holds now.
    pub sockets: u32,
}

/// Asks the kernel. Takes microseconds.
pub fn boundaries() -> Boundaries {
    let status = confine::status();
    Boundaries {
        enforced: status.kernel_filter == Guard::Enforced,
        kernel_filter: match status.kernel_filter {
            Guard::Enforced => "enforced".to_owned(),
            Guard::Not(why) => why,
        },
        sockets: internet_sockets(),
    }
}

/// Process by process: each worker is started, confines itself as it does for its work, and tries what it must not.
/// Takes some hundredths of a second. `model` is the file that the reader would be handed.
pub fn processes(model: Option<&Path>) -> Vec<Bound> {
    let own = boundaries();
    let filter = match own.enforced {
        true => "sockets: AF_UNIX and AF_NETLINK only".to_owned(),
        false => own.kernel_filter.clone(),
    };
    vec![
        Bound { name: "this program", bounds: vec![filter, "io_uring refused".to_owned()], holds: own.enforced },
        worker_bound("reader", model, "one model file, read-only; killed to cancel"),
        worker_bound("intake", None, "1 GiB of memory, 60 s of processor, one document each"),
    ]
}

fn worker_bound(name: &'static str, model: Option<&Path>, limits: &str) -> Bound {
    let mut args = vec!["probe".as_ref()];
    if let Some(model) = model {
        args.extend(["--model".as_ref(), model.as_os_str()]);
    }
    let Some(tried) = worker::asked::<Tried>(&args) else {
        let bounds = vec!["it could not be tried: the worker did not answer".to_owned()];
        return Bound { name, bounds, holds: false };
    };
    let attempts = [
        ("internet sockets", tried.inet_socket == REFUSED && tried.inet6_socket == REFUSED),
        ("local sockets", tried.local_socket == REFUSED),
        ("another file", tried.another_file == REFUSED),
        ("a new file", tried.a_new_file == REFUSED),
        ("another program", tried.program == REFUSED),
    ];
    let said = |(what, refused): &(&str, bool)| format!("{what}: {}", if *refused { "refused" } else { "NOT refused" });
    let mut bounds: Vec<String> = attempts.iter().map(said).collect();
    if tried.file_rule != "enforced" {
        bounds.push(format!("files are not confined: {}", tried.file_rule));
    }
    bounds.push(limits.to_owned());
    Bound { name, bounds, holds: attempts.iter().all(|(_, refused)| *refused) }
}

const REFUSED: &str = "refused";

/// What `coldread-worker probe` says: `refused` or `allowed` of each attempt.
#[derive(Deserialize)]
struct Tried {
    file_rule: String,
    another_file: String,
    a_new_file: String,
    inet_socket: String,
    inet6_socket: String,
    local_socket: String,
    program: String,
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
