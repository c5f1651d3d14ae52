//! A report leaves the library as a file: the user's decision, written into the record.

use std::io::Write;
use std::path::{Path, PathBuf};

use coverage::CoverageReport;
use vault::Action;

use crate::error::{Outcome, Trouble};
use crate::shelf::Reading;
use crate::studio::Studio;

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// One file that any browser shows and prints.
    Html,
    /// Word.
    Docx,
    /// For other programs; what `--json` prints.
    Json,
}

impl ReportFormat {
    /// By name or file extension.
    pub fn from_name(name: &str) -> Outcome<Self> {
        match name.to_lowercase().as_str() {
            "html" | "htm" => Ok(Self::Html),
            "docx" => Ok(Self::Docx),
            "json" => Ok(Self::Json),
            _ => Err(Trouble::input(
                format!("Coverage cannot be written as “{name}”."),
                "Give a file that ends in .html, .docx or .json.",
            )),
        }
    }

    /// By a path's extension.
    pub fn of(path: &Path) -> Outcome<Self> {
        Self::from_name(&path.extension().unwrap_or_default().to_string_lossy())
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Json => "json",
        }
    }
}

impl Studio {
    /// Writes the coverage of a document; without a path, into `Coldread` in the user's documents folder.
    pub async fn export(&self, id: i64, format: ReportFormat, path: Option<&Path>) -> Outcome<PathBuf> {
        let report = self.report(id).await?.ok_or_else(uncovered)?;
        let reading = self.reading(id).await?;
        let path = match path {
            Some(path) => path.to_owned(),
            None => free_path(&export_folder()?, &reading, format),
        };
        let bytes = render(&report, &reading, format)?;
        write_whole(&path, &bytes)?;
        self.note_act(Action::ExportReport, Some(id), &path.display().to_string()).await?;
        Ok(path)
    }
}

impl Studio {
    /// The coverage of a document as text of a format that is text.
    pub async fn rendered(&self, id: i64, format: ReportFormat) -> Outcome<String> {
        let report = self.report(id).await?.ok_or_else(uncovered)?;
        let bytes = render(&report, self.reading(id).await?.as_ref(), format)?;
        String::from_utf8(bytes).map_err(|_| Trouble::input("This format is not text.", "Give a file to write it to."))
    }
}

fn uncovered() -> Trouble {
    Trouble::input("There is no coverage of this document yet.", "Write it first.")
}

/// A report as bytes.
fn render(report: &CoverageReport, reading: &Reading, format: ReportFormat) -> Outcome<Vec<u8>> {
    let context = report::HtmlContext::new(&reading.screenplay);
    match format {
        ReportFormat::Html => Ok(report::html(report, &context).into_bytes()),
        ReportFormat::Json => Ok(report::json(report).into_bytes()),
        ReportFormat::Docx => report::docx(report)
            .map_err(|e| Trouble::cannot(format!("The Word file could not be made: {e}."), "Export as HTML instead.")),
    }
}

/// Beside its place first, then moved there: a report is whole or not there.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let failed = |e: std::io::Error| {
        Trouble::cannot(
            format!("{} could not be written: {e}.", path.display()),
            "Choose another folder, or free some space.",
        )
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

fn export_folder() -> Outcome<PathBuf> {
    let home = PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    let documents = std::env::var_os("XDG_DOCUMENTS_DIR").map(PathBuf::from).unwrap_or_else(|| home.join("Documents"));
    let folder = documents.join("Coldread");
    std::fs::create_dir_all(&folder).map_err(|e| {
        Trouble::cannot(
            format!("The folder {} could not be made: {e}.", folder.display()),
            "Export to a file of your choice.",
        )
    })?;
    Ok(folder)
}

fn free_path(folder: &Path, reading: &Reading, format: ReportFormat) -> PathBuf {
    let safe: String = reading
        .outline
        .title
        .chars()
        .map(|c| if c.is_alphanumeric() || " -_'".contains(c) { c } else { '-' })
        .collect();
    let stem = format!("{} - coverage", safe.trim().trim_start_matches('.'));
    let numbered = (2..).map(|n| folder.join(format!("{stem} {n}.{}", format.extension())));
    let mut names = std::iter::once(folder.join(format!("{stem}.{}", format.extension()))).chain(numbered);
    names.find(|p| !p.exists()).unwrap_or_else(|| folder.join(&stem))
}
