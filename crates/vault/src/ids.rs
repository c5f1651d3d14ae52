//! Row ids and times: numbers that cannot be mistaken for one another.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A project: a set of documents under one data key. Never used twice, even after a shred.
    ProjectId
);
id!(
    /// A document of a project, such as one draft of a script. Never used twice.
    DocumentId
);
id!(
    /// A piece of queued work on a document. Never used twice.
    JobId
);
id!(
    /// A stored answer to one group of questions. Never used twice.
    AnswerId
);
id!(
    /// A finished report on a document. Never used twice.
    ReportId
);
id!(
    /// Milliseconds since 1970-01-01T00:00:00Z, by the caller's clock.
    UnixMillis
);
