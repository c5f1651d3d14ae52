//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Coldread on the command line: the same work as in the window, on this machine and nowhere else.
#[derive(Debug, Parser)]
#[command(name = "coldread", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Library folder [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "COLDREAD_VAULT")]
    pub(crate) vault: Option<PathBuf>,
    /// File whose first line is the library's passphrase (or COLDREAD_PASSPHRASE)
    #[arg(long, global = true, value_name = "F")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// One JSON value on stdout; messages and progress go to stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Model of `coldread models list`
    #[arg(long, global = true, value_name = "ID")]
    pub(crate) model: Option<String>,
    /// Rules and statistics only
    #[arg(long, global = true, conflicts_with = "model")]
    pub(crate) no_model: bool,
    /// Threads of the model [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read a script; needs no library and no model
    Parse {
        /// Script: Fountain, FDX, Fade In, Celtx, PDF with a text layer, DOCX, ODT, RTF, HTML, or text with its layout
        file: PathBuf,
        /// Convert instead
        #[arg(long, value_name = "FORMAT")]
        to: Option<Conversion>,
    },
    /// Write timed text in another format; needs no library
    Convert {
        /// Subtitles: SubRip, WebVTT, TTML, EBU STL, ASS, SBV, MicroDVD, SCC
        file: PathBuf,
        /// File to write; its ending says the format
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// Frame rate, where the file counts frames and does not say which
        #[arg(long, value_name = "RATE")]
        fps: Option<String>,
    },
    /// Put files into the library
    Import {
        /// Files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Project
        #[arg(long, default_value = "Inbox")]
        project: String,
        /// Id of the document that these are a new draft of
        #[arg(long, value_name = "ID")]
        draft_of: Option<i64>,
    },
    /// Write coverage of a script
    Coverage {
        /// A file, or the id of a document in the library
        what: String,
        /// Report file: .html, .docx or .json
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
    },
    /// Find words in the library
    Search {
        /// Words; "quotes" keep them together
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// The queue
    Jobs {
        #[command(subcommand)]
        what: Jobs,
    },
    /// The weights on this machine
    Models {
        #[command(subcommand)]
        what: Models,
    },
    /// The chain of what was done
    Audit {
        #[command(subcommand)]
        what: Audit,
    },
    /// What this build can and cannot reach, and what it did
    Privacy {
        /// Write it as a statement that the library signs
        #[arg(long, value_name = "FILE", conflicts_with = "check")]
        statement: Option<PathBuf>,
        /// Check the signature of a statement
        #[arg(long, value_name = "FILE")]
        check: Option<PathBuf>,
    },
    /// Hold a report against the library, word for word and quotation for quotation
    Verify {
        /// Report: .html or .json
        report: PathBuf,
        /// Hold it against this script instead; needs no library
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
    },
    /// Write the whole library to one sealed file, and read it back
    Backup {
        /// File; one that is there is not written over
        file: PathBuf,
    },
    /// Make the library of a backup, in a folder that has none
    Restore {
        /// Backup
        file: PathBuf,
        /// Open it with the recovery key instead of the passphrase
        #[arg(long)]
        recovery_key: bool,
        /// File whose first line is the recovery key
        #[arg(long, value_name = "F")]
        recovery_key_file: Option<PathBuf>,
    },
    /// What opens the library
    Passphrase {
        #[command(subcommand)]
        what: Passphrase,
    },
    /// Close the library in the window after this time without use
    IdleLock {
        /// Minutes, or `off`; without it, says what is set
        minutes: Option<String>,
    },
    /// Destroy a project with its key, and prove it
    Shred {
        /// Name of the project
        project: String,
    },
    /// Remove a document and prove it
    Delete {
        /// Id of the document
        id: i64,
    },
    /// Measure, as ratios to a reference in the same run
    Bench {
        /// engine
        name: Option<String>,
    },
}

/// Formats that `parse --to` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Conversion {
    /// Fountain 1.1
    Fountain,
    /// Final Draft
    Fdx,
    /// The canonical text whose lines `parse` counts
    Text,
}

/// `coldread jobs`
#[derive(Debug, Subcommand)]
pub(crate) enum Jobs {
    /// Everything that is queued, running, stopped or done
    List,
    /// Go on with a stopped job, or with all of them
    Resume {
        /// Id of the job
        id: Option<i64>,
    },
    /// Stop a job that waits
    Cancel {
        /// Id of the job
        id: i64,
    },
}

/// `coldread models`
#[derive(Debug, Subcommand)]
pub(crate) enum Models {
    /// What there is, where it runs, under which terms
    List,
    /// Add a GGUF file of your own
    Add {
        /// File
        file: PathBuf,
        /// Template family
        #[arg(long, default_value = "chatml")]
        template: String,
    },
    /// Compare every file with its digest
    Verify,
}

/// `coldread audit`
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Recompute the chain
    Verify {
        /// Hold it against a signed export or checkpoint that was kept elsewhere: shows what was cut off
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
    },
    /// Print every entry, or write them signed
    Export {
        /// File
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
    },
    /// Write how far the chain goes, signed: to be kept elsewhere
    Checkpoint {
        /// File
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
}

/// `coldread passphrase`
#[derive(Debug, Subcommand)]
pub(crate) enum Passphrase {
    /// Choose another one
    Change {
        /// File whose first line is the new passphrase (or COLDREAD_NEW_PASSPHRASE)
        #[arg(long, value_name = "F")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Make a key that opens the library when the passphrase is lost; shown once
    RecoveryKey,
    /// Choose a new passphrase with the recovery key
    Recover {
        /// File whose first line is the recovery key
        #[arg(long, value_name = "F")]
        recovery_key_file: Option<PathBuf>,
        /// File whose first line is the new passphrase (or COLDREAD_NEW_PASSPHRASE)
        #[arg(long, value_name = "F")]
        new_passphrase_file: Option<PathBuf>,
    },
}
