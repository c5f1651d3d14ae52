//! What lies in memory stays there.

use std::io;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

use crate::ConfineError;

/// From here on the process writes no core dump, and other programs of the same user can neither read its memory nor
/// its environment, where a passphrase may stand. Programs that it starts are not bound by it.
pub fn keep_memory_private() -> Result<(), ConfineError> {
    let failed = |e: rustix::io::Errno| ConfineError::Limit(io::Error::from(e));
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).map_err(failed)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(failed)
}

#[cfg(test)]
mod tests {
    use rustix::process::{dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn nobody_else_may_look() {
        keep_memory_private().unwrap();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
    }
}
