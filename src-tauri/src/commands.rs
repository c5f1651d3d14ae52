//! What the window may ask for. Each command converts, calls the studio once, and converts back.

use std::path::PathBuf;

use studio::{ReportFormat, Studio, Thrift};
use tauri::State;
use tauri::ipc::Channel;
use wire::{
    AppState, CoverageView, DocumentRow, Failure, Hit, Imported, JobEvent, JobView, LibraryState, ModelRow,
    Preferences, PrivacyView, ScriptView,
};

use crate::desk::Desk;

type Answer<T> = Result<T, Failure>;

#[tauri::command]
pub(crate) async fn state(desk: State<'_, Desk>) -> Answer<AppState> {
    let library = match (desk.is_open().await, Studio::exists(&desk.place)) {
        (true, _) => LibraryState::Open,
        (false, true) => LibraryState::Locked,
        (false, false) => LibraryState::Absent,
    };
    let model = match desk.studio().await {
        Ok(studio) => studio.chosen_model().await?,
        Err(_) => studio::default_model(),
    };
    Ok(wire::app_state(library, &desk.place, model.map(|m| m.id)))
}

#[tauri::command]
pub(crate) async fn create_library(desk: State<'_, Desk>, passphrase: String) -> Answer<()> {
    let studio = Studio::create(&desk.place, &passphrase, Thrift::LeaveOneCore).await?;
    studio.start();
    desk.put(Some(studio)).await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn unlock(desk: State<'_, Desk>, passphrase: String) -> Answer<()> {
    let studio = Studio::open(&desk.place, &passphrase, Thrift::LeaveOneCore).await?;
    studio.start();
    desk.put(Some(studio)).await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn lock(desk: State<'_, Desk>) -> Answer<()> {
    desk.put(None).await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn documents(desk: State<'_, Desk>) -> Answer<Vec<DocumentRow>> {
    let rows = desk.studio().await?.rows().await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

#[tauri::command]
pub(crate) async fn import_files(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<Vec<Imported>> {
    let studio = desk.studio().await?;
    let mut outcomes = Vec::new();
    for path in paths {
        outcomes.push(wire::imported(&path, studio.import(&path, "Inbox", None).await));
    }
    Ok(outcomes)
}

#[tauri::command]
pub(crate) async fn add_sample(desk: State<'_, Desk>) -> Answer<Vec<Imported>> {
    let outcomes = desk.studio().await?.import_samples().await;
    Ok(outcomes.into_iter().map(|(name, outcome)| wire::imported(name.as_ref(), outcome)).collect())
}

#[tauri::command]
pub(crate) async fn delete_document(desk: State<'_, Desk>, id: i64) -> Answer<()> {
    desk.studio().await?.delete(id).await?;
    Ok(())
}

#[tauri::command]
pub(crate) async fn script(desk: State<'_, Desk>, id: i64) -> Answer<ScriptView> {
    let reading = desk.studio().await?.reading(id).await?;
    Ok(reading.as_ref().into())
}

#[tauri::command]
pub(crate) async fn coverage(desk: State<'_, Desk>, id: i64) -> Answer<Option<CoverageView>> {
    let studio = desk.studio().await?;
    let (reading, report) = (studio.reading(id).await?, studio.report(id).await?);
    Ok(report.map(|report| wire::coverage_view(&report, &reading)))
}

#[tauri::command]
pub(crate) async fn start_coverage(desk: State<'_, Desk>, id: i64, counted_only: bool) -> Answer<JobView> {
    let job = desk.studio().await?.enqueue(id, counted_only).await?;
    Ok(job.into())
}

#[tauri::command]
pub(crate) async fn jobs(desk: State<'_, Desk>) -> Answer<Vec<JobView>> {
    let jobs = desk.studio().await?.jobs().await?;
    Ok(jobs.into_iter().map(Into::into).collect())
}

#[tauri::command]
pub(crate) async fn cancel_job(desk: State<'_, Desk>, id: i64) -> Answer<()> {
    Ok(desk.studio().await?.cancel(id).await?)
}

#[tauri::command]
pub(crate) async fn resume_job(desk: State<'_, Desk>, id: i64) -> Answer<()> {
    Ok(desk.studio().await?.resume(id).await?)
}

#[tauri::command]
pub(crate) async fn watch(desk: State<'_, Desk>, channel: Channel<JobEvent>) -> Answer<()> {
    let studio = desk.studio().await?;
    tokio::spawn(crate::watch::forward(studio, channel));
    Ok(())
}

#[tauri::command]
pub(crate) async fn search(desk: State<'_, Desk>, query: String, document: Option<i64>) -> Answer<Vec<Hit>> {
    let found = desk.studio().await?.search(&query, document, 40).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

#[tauri::command]
pub(crate) async fn models(desk: State<'_, Desk>) -> Answer<Vec<ModelRow>> {
    let models = match desk.studio().await {
        Ok(studio) => studio.models().await?,
        Err(_) => studio::models_without_library(),
    };
    Ok(models.into_iter().map(Into::into).collect())
}

#[tauri::command]
pub(crate) async fn choose_model(desk: State<'_, Desk>, id: String) -> Answer<()> {
    Ok(desk.studio().await?.choose_model(&id).await?)
}

#[tauri::command]
pub(crate) async fn add_model(desk: State<'_, Desk>, path: PathBuf) -> Answer<()> {
    desk.studio().await?.add_model(&path, "chatml").await?;
    Ok(())
}

#[tauri::command]
pub(crate) async fn verify_model(desk: State<'_, Desk>, id: String) -> Answer<()> {
    Ok(desk.studio().await?.verify_model(&id).await?)
}

#[tauri::command]
pub(crate) async fn privacy(desk: State<'_, Desk>) -> Answer<PrivacyView> {
    let record = desk.studio().await?.record().await?;
    Ok(wire::privacy(&record))
}

#[tauri::command]
pub(crate) async fn export_report(
    desk: State<'_, Desk>,
    id: i64,
    format: String,
    path: Option<PathBuf>,
) -> Answer<String> {
    let format = ReportFormat::from_name(&format)?;
    let written = desk.studio().await?.export(id, format, path.as_deref()).await?;
    Ok(written.display().to_string())
}

#[tauri::command]
pub(crate) async fn preferences(desk: State<'_, Desk>) -> Answer<Preferences> {
    let kept = desk.studio().await?.setting("preferences").await?;
    Ok(wire::preferences(kept.as_deref()))
}

#[tauri::command]
pub(crate) async fn set_preferences(desk: State<'_, Desk>, preferences: Preferences) -> Answer<()> {
    let kept = wire::kept_preferences(&preferences);
    Ok(desk.studio().await?.set_setting("preferences", &kept).await?)
}
