//! The window: commands that convert, call the studio once, and convert back.

mod commands;
mod desk;
mod watch;

use std::process::ExitCode;

pub use desk::complain;

/// Opens the window and stays until it is closed. The caller has bound the process before: the kernel's filter
/// must come before GTK and before the first thread, so that every child inherits it.
pub fn run() -> ExitCode {
    let run = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(desk::Desk::new())
        .setup(|app| Ok(open(app)?))
        .invoke_handler(tauri::generate_handler![
            commands::state,
            commands::create_library,
            commands::unlock,
            commands::lock,
            commands::documents,
            commands::import_files,
            commands::add_sample,
            commands::delete_document,
            commands::script,
            commands::coverage,
            commands::start_coverage,
            commands::jobs,
            commands::cancel_job,
            commands::resume_job,
            commands::watch,
            commands::search,
            commands::models,
            commands::choose_model,
            commands::add_model,
            commands::verify_model,
            commands::privacy,
            commands::export_report,
            commands::preferences,
            commands::set_preferences,
        ])
        .run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            desk::complain(&format!("The window could not be opened: {error}."));
            ExitCode::from(3)
        }
    }
}

/// The one window. What the page keeps (cache, storage) stays in memory: nothing of a library is written by the web
/// view. WebDriver reaches only a web view that is not private, so the build for the tests has it otherwise.
fn open(app: &tauri::App) -> tauri::Result<()> {
    let Some(window) = app.config().app.windows.first() else {
        return Err(tauri::Error::WindowNotFound);
    };
    tauri::WebviewWindowBuilder::from_config(app.handle(), window)?.incognito(!cfg!(feature = "webdriver")).build()?;
    Ok(())
}
