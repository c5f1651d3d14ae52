//! Seccomp programs, and how they are installed.
//!
//! A refused call returns an error and does not kill: libraries try things (a resolver, io_uring) and fall back
//! when they fail. Programs add up, and of several refusals the one installed last gives the error.

use std::{collections::BTreeMap, env::consts::ARCH};

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter_all_threads,
};

use crate::ConfineError;

/// Calls, each with the conditions under which its rule applies: any of the rules, all conditions of a rule;
/// no rule at all is "always".
pub(crate) type Calls = BTreeMap<i64, Vec<SeccompRule>>;

/// Refuses the given calls with the error, and lets all others through.
pub(crate) fn refuse(calls: Calls, errno: i32) -> Result<(), ConfineError> {
    install(calls, SeccompAction::Allow, SeccompAction::Errno(errno as u32))
}

/// Lets the given calls through, and refuses all others with `EPERM`.
pub(crate) fn admit_only(calls: Calls) -> Result<(), ConfineError> {
    install(calls, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)
}

/// The calls, unconditionally.
pub(crate) fn always(calls: &[i64]) -> Calls {
    calls.iter().map(|call| (*call, Vec::new())).collect()
}

/// A rule of the conditions `(argument, comparison, value)`, all of which must hold.
pub(crate) fn when(conditions: &[(u8, SeccompCmpOp, u64)]) -> SeccompRule {
    let condition = |(argument, op, value): &(u8, SeccompCmpOp, u64)| {
        SeccompCondition::new(*argument, SeccompCmpArgLen::Dword, op.clone(), *value).expect("arguments are 0 to 5")
    };
    SeccompRule::new(conditions.iter().map(condition).collect()).expect("a rule has conditions")
}

/// Sockets of any family but these. `socketpair` is among the calls: the kernel has pairs for AF_UNIX only, and
/// io_uring opens sockets without `socket`.
pub(crate) fn sockets_but(families: &[i32]) -> Calls {
    let others = || when(&families.iter().map(|f| (0, SeccompCmpOp::Ne, *f as u64)).collect::<Vec<_>>());
    let rule = |families: &[i32]| if families.is_empty() { Vec::new() } else { vec![others()] };
    let mut calls = Calls::from([(libc::SYS_socket, rule(families)), (libc::SYS_socketpair, rule(families))]);
    calls.extend(foreign_abi(&[libc::SYS_socket, libc::SYS_socketpair]));
    calls
}

/// io_uring, which does with one call what filters watch in many.
pub(crate) fn io_uring() -> Calls {
    let calls = [libc::SYS_io_uring_setup, libc::SYS_io_uring_enter, libc::SYS_io_uring_register];
    always(&calls).into_iter().chain(foreign_abi(&calls)).collect()
}

/// On x86-64 the same calls have a second set of numbers (x32) under the same architecture mark. Calls through the
/// 32-bit gate bear another mark; the program ends the process on those.
fn foreign_abi(calls: &[i64]) -> Calls {
    const X32: i64 = 0x4000_0000;
    if cfg!(target_arch = "x86_64") { calls.iter().map(|c| (c | X32, Vec::new())).collect() } else { Calls::new() }
}

fn install(calls: Calls, otherwise: SeccompAction, on_match: SeccompAction) -> Result<(), ConfineError> {
    let refused = |e: &dyn std::fmt::Display| ConfineError::Filter(e.to_string());
    let arch = ARCH.try_into().map_err(|e: seccompiler::BackendError| refused(&e))?;
    let filter = SeccompFilter::new(calls, otherwise, on_match, arch).map_err(|e| refused(&e))?;
    let program: BpfProgram = filter.try_into().map_err(|e: seccompiler::BackendError| refused(&e))?;
    apply_filter_all_threads(&program).map_err(|e| refused(&e))
}
