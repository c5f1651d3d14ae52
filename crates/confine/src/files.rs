//! Which files a worker can open, by Landlock.

use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};

use crate::{ConfineError, Guard};

/// The rules this was written against; older kernels enforce what they know of them.
const WRITTEN_FOR: ABI = ABI::V6;

/// From here on nothing can be opened but these files, to read; with `device`, also what a graphics driver needs.
/// Also refuses TCP, signals to others and their abstract sockets, where the kernel can.
pub(crate) fn admit_only(readable: &[&Path], device: bool) -> Result<Guard, ConfineError> {
    let mut rules = rules().map_err(refused)?;
    for path in readable {
        rules = admit(rules, path, AccessFs::ReadFile.into())?;
    }
    for (path, access) in if device { DRIVER } else { &[] } {
        if Path::new(path).exists() {
            rules = admit(rules, Path::new(path), access())?;
        }
    }
    let status = rules.restrict_self().map_err(refused)?;
    Ok(match status.ruleset {
        // Every version of Landlock knows the rules on opening files; what older ones lack (signals, TCP) the
        // filter on system calls refuses as well.
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Guard::Enforced,
        RulesetStatus::NotEnforced => Guard::Not(ABSENT.to_owned()),
    })
}

/// Whether the kernel would enforce the rules on files; changes nothing.
pub(crate) fn support() -> Guard {
    let oldest = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .and_then(Ruleset::create);
    if oldest.is_ok() { Guard::Enforced } else { Guard::Not(ABSENT.to_owned()) }
}

const ABSENT: &str = "This kernel has no Landlock, or it is switched off.";

type AccessOf = fn() -> landlock::BitFlags<AccessFs>;

/// Where drivers and their libraries lie; written to are the devices alone.
const DRIVER: &[(&str, AccessOf)] = &[
    ("/usr", read),
    ("/lib", read),
    ("/lib64", read),
    ("/etc", read),
    ("/opt", read),
    ("/proc", read),
    ("/sys", read),
    ("/dev", || AccessFs::from_file(WRITTEN_FOR) | AccessFs::ReadDir),
];

fn read() -> landlock::BitFlags<AccessFs> {
    AccessFs::ReadFile | AccessFs::ReadDir
}

fn rules() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(WRITTEN_FOR))?
        .handle_access(AccessNet::from_all(WRITTEN_FOR))?
        .scope(Scope::from_all(WRITTEN_FOR))?
        .create()
}

fn admit(
    rules: RulesetCreated,
    path: &Path,
    access: landlock::BitFlags<AccessFs>,
) -> Result<RulesetCreated, ConfineError> {
    let file = PathFd::new(path).map_err(|e| ConfineError::File(PathBuf::from(path), e.to_string()))?;
    rules.add_rule(PathBeneath::new(file, access)).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> ConfineError {
    ConfineError::Filter(error.to_string())
}
