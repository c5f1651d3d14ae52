//! Names the window's commands, so that each needs its own permission.

const COMMANDS: &[&str] = &[
    "state",
    "create_library",
    "unlock",
    "lock",
    "documents",
    "import_files",
    "add_sample",
    "delete_document",
    "script",
    "coverage",
    "start_coverage",
    "jobs",
    "cancel_job",
    "resume_job",
    "watch",
    "search",
    "models",
    "choose_model",
    "add_model",
    "verify_model",
    "privacy",
    "export_report",
    "preferences",
    "set_preferences",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    Ok(tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?)
}
