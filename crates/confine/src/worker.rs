//! A process that reads untrusted bytes.

use std::{io, path::Path};

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::SeccompCmpOp;

use crate::{
    ConfineError, Guard, Limits, Work, files,
    filter::{Calls, admit_only, always, io_uring, refuse, sockets_but, when},
};

/// From here on the process has no sockets, starts no programs, opens nothing but the `readable` files, writes no
/// core dump, and keeps to its limits. Call it before the first untrusted byte and before the first thread.
///
/// The result says whether the file rule is enforced; all else is, or this fails. With nothing readable the call
/// that opens files is refused outright, so that case needs no Landlock.
pub fn confine_worker(work: Work, readable: &[&Path], limits: Limits) -> Result<Guard, ConfineError> {
    limit(limits)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(limit_failed)?;
    let files = files::admit_only(readable, work == Work::Device)?;
    match work {
        Work::Processor => {
            // The C library falls back to `clone`, whose flags a filter can see.
            refuse(always(&[libc::SYS_clone3]), libc::ENOSYS)?;
            admit_only(computing(!readable.is_empty()))?;
        }
        Work::Device => {
            refuse(sockets_but(&[libc::AF_UNIX, libc::AF_NETLINK]), libc::EAFNOSUPPORT)?;
            refuse(io_uring().into_iter().chain(always(PROGRAMS_AND_OTHERS)).collect(), libc::EPERM)?;
        }
    }
    Ok(if readable.is_empty() { Guard::Enforced } else { files })
}

fn limit(limits: Limits) -> Result<(), ConfineError> {
    let set = |what, to: u64| setrlimit(what, Rlimit { current: Some(to), maximum: Some(to) }).map_err(limit_failed);
    set(Resource::Core, 0)?;
    limits.memory.map_or(Ok(()), |bytes| set(Resource::As, bytes))?;
    limits.cpu_seconds.map_or(Ok(()), |seconds| set(Resource::Cpu, seconds))
}

fn limit_failed(error: rustix::io::Errno) -> ConfineError {
    ConfineError::Limit(io::Error::from(error))
}

/// What a process needs that computes with threads and speaks through descriptors it was given.
fn computing(opens_files: bool) -> Calls {
    let mut calls = always(COMPUTING);
    calls.extend(always(COMPUTING_ON_THIS_PROCESSOR));
    // A thread of this process, and nothing else that `clone` makes.
    calls.insert(libc::SYS_clone, vec![when(&[(0, masked(libc::CLONE_THREAD as u64), libc::CLONE_THREAD as u64)])]);
    // Names of threads and of memory, as debuggers show them.
    const PR_SET_VMA: u64 = 0x5356_4d41;
    let names = [libc::PR_SET_NAME as u64, PR_SET_VMA];
    calls.insert(libc::SYS_prctl, names.map(|n| when(&[(0, SeccompCmpOp::Eq, n)])).to_vec());
    if opens_files {
        let writing = (libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC | libc::O_APPEND) as u64;
        calls.insert(libc::SYS_openat, vec![when(&[(2, masked(writing), 0)])]);
        #[cfg(target_arch = "x86_64")]
        calls.insert(libc::SYS_open, vec![when(&[(1, masked(writing), 0)])]);
    }
    calls
}

fn masked(bits: u64) -> SeccompCmpOp {
    SeccompCmpOp::MaskedEq(bits)
}

const COMPUTING: &[i64] = &[
    // Descriptors that are there already.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_fcntl,
    libc::SYS_ppoll,
    libc::SYS_fadvise64,
    // Memory.
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    // Threads. `clone3` is let through here to be refused as unknown by the filter before.
    libc::SYS_clone3,
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_setaffinity,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_tgkill,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_membarrier,
    libc::SYS_getcpu,
    // Signals and time.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrusage,
    // What libraries ask about the machine and the process.
    libc::SYS_getrandom,
    libc::SYS_prlimit64,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
];

#[cfg(target_arch = "x86_64")]
const COMPUTING_ON_THIS_PROCESSOR: &[i64] =
    &[libc::SYS_poll, libc::SYS_stat, libc::SYS_getrlimit, libc::SYS_time, libc::SYS_arch_prctl];

#[cfg(not(target_arch = "x86_64"))]
const COMPUTING_ON_THIS_PROCESSOR: &[i64] = &[];

/// Programs, other processes, and the kernel's own affairs.
const PROGRAMS_AND_OTHERS: &[i64] = &[
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_open_by_handle_at,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
];
