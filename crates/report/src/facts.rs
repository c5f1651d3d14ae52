//! What is known of a script and of the making of its report, as labelled facts. Absent facts are left out.

use coverage::{CoverageReport, Header, Provenance};

use crate::wording::{capitalised, percent};

/// A label and what it says.
pub(crate) type Fact = (&'static str, String);

/// The top matter below title and writers.
pub(crate) fn of_header(header: &Header) -> Vec<Fact> {
    let number = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    said([
        ("Form", capitalised(&header.form)),
        ("Genre", header.genre.as_deref().map(capitalised).unwrap_or_default()),
        ("Period", header.circa.clone().unwrap_or_default()),
        ("Pages", number(header.pages as usize)),
        ("Scenes", number(header.scenes)),
        ("Draft", header.draft.clone().unwrap_or_default()),
        ("Based on", header.source.clone().unwrap_or_default()),
        ("Locale", header.locale.join("; ")),
    ])
}

/// What the report was made from and with.
pub(crate) fn of_provenance(provenance: &Provenance) -> Vec<Fact> {
    let tokens = match (provenance.tokens_read, provenance.tokens_written) {
        (0, 0) => String::new(),
        (read, written) => format!("{read} read, {written} written"),
    };
    said([
        ("Script, SHA-256", provenance.document_sha256.clone()),
        ("Model", provenance.model.clone().unwrap_or_default()),
        ("Model, SHA-256", provenance.model_sha256.clone().unwrap_or_default()),
        ("Model licence", provenance.model_licence.clone().unwrap_or_default()),
        ("Questions", provenance.questions.join(", ")),
        ("Settings", provenance.settings.join(", ")),
        ("Tokens", tokens),
        ("Coldread", provenance.app_version.clone()),
        ("On this machine", percent(provenance.on_device_share)),
    ])
}

/// What kind of document this is, in sentences: the last thing that it says.
pub(crate) fn of_the_document(report: &CoverageReport) -> Vec<String> {
    let made = &report.provenance;
    let by = match (&made.model, &made.model_sha256) {
        (Some(name), _) => format!("by the model {name}"),
        (None, Some(digest)) => format!("by the model with SHA-256 {}", digest.get(..12).unwrap_or(digest)),
        (None, None) => "without a model".to_owned(),
    };
    // A report that did not stay whole on the machine must not say that it did.
    let kept = if made.on_device_share >= 1.0 {
        "Nothing was sent: neither the script nor a word about it left the machine.".to_owned()
    } else {
        format!("{} of the work was done on this machine.", percent(made.on_device_share))
    };
    vec![
        format!("This coverage was written by Coldread on the workstation, {by}. {kept}"),
        "Figures were counted and quotations copied by code; every sentence cites the lines that it rests on, and they \
         are quoted word for word in the notes. It is a first reading for people to argue with: the decision is theirs."
            .to_owned(),
    ]
}

fn said<const N: usize>(facts: [Fact; N]) -> Vec<Fact> {
    facts.into_iter().filter(|(_, said)| !said.trim().is_empty()).collect()
}
