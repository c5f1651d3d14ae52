//! Who does something to the library, and what: the words of the audit chain.

use crate::UnixMillis;

/// One deed as the caller accounts for it: when, from where, and in which words.
#[derive(Clone)]
pub struct Act {
    /// When it is done.
    pub at: UnixMillis,
    /// Where it comes from.
    pub actor: Actor,
    /// What an auditor should read, such as the person's name; kept sealed, under the project's
    /// key where a project is concerned, so that it goes when the project is shredded.
    pub detail: String,
}

impl Act {
    /// A deed without further words.
    #[must_use]
    pub fn new(at: UnixMillis, actor: Actor) -> Self {
        let detail = String::new();
        Self { at, actor, detail }
    }

    /// The same deed with words for the auditor.
    #[must_use]
    pub fn saying(self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { detail, ..self }
    }
}

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $number:literal $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$each])* $variant = $number,)* }

        impl $name {
            /// The word that exports and tables show.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The number that is stored; numbers are never given a second meaning.
            pub(crate) fn number(self) -> i64 {
                self as i64
            }

            pub(crate) fn from_number(number: i64) -> Option<Self> {
                match number { $($number => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use numbered;

numbered! {
    /// Where a deed comes from.
    Actor {
        /// Somebody at the command line.
        CommandLine = 1 "command_line",
        /// Somebody at the window.
        Window = 2 "window",
        /// The application by itself, such as a job that ended.
        App = 3 "app",
    }
}

numbered! {
    /// What was done.
    Action {
        /// The library was opened ([`Vault::record`](crate::Vault::record)).
        OpenLibrary = 1 "open_library",
        /// The passphrase was changed.
        ChangePassphrase = 2 "change_passphrase",
        /// A project was begun.
        CreateProject = 3 "create_project",
        /// A project was given another name.
        RenameProject = 4 "rename_project",
        /// A project, its documents and its key were destroyed.
        ShredProject = 5 "shred_project",
        /// A document was imported.
        ImportDocument = 6 "import_document",
        /// A document was read again from its original.
        RereadDocument = 7 "reread_document",
        /// A document and all that was made of it were deleted.
        DeleteDocument = 8 "delete_document",
        /// Work was queued.
        QueueJob = 9 "queue_job",
        /// Work was finished.
        FinishJob = 10 "finish_job",
        /// Work could not be done.
        FailJob = 11 "fail_job",
        /// Work was stopped by somebody.
        CancelJob = 12 "cancel_job",
        /// A report was kept.
        KeepReport = 13 "keep_report",
        /// A report left the library as a file ([`Vault::record`](crate::Vault::record)).
        ExportReport = 14 "export_report",
        /// A setting was changed.
        ChangeSetting = 15 "change_setting",
        /// Stopped work was queued again.
        ResumeJob = 16 "resume_job",
        /// Wrong passphrases were tried before the library was opened.
        RefusePassphrase = 17 "refuse_passphrase",
        /// The library was written to a backup.
        BackUp = 18 "back_up",
        /// The library was made from a backup.
        RestoreBackup = 19 "restore_backup",
        /// A recovery key was made; the one before it opens no more.
        MakeRecoveryKey = 20 "make_recovery_key",
        /// The recovery key gave the library a new passphrase.
        Recover = 21 "recover",
        /// A statement was signed ([`Vault::record`](crate::Vault::record)).
        SignStatement = 22 "sign_statement",
    }
}
