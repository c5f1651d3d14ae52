// Every message from the page passes here, in a frame of its own, before it may reach Rust:
// only the commands that the window has are let through.
const commands = new Set([
  'state', 'create_library', 'unlock', 'lock', 'documents', 'import_files', 'add_sample', 'delete_document',
  'script', 'coverage', 'start_coverage', 'jobs', 'cancel_job', 'resume_job', 'watch', 'search',
  'models', 'choose_model', 'add_model', 'verify_model', 'privacy', 'export_report', 'preferences', 'set_preferences',
])
const plugins = ['plugin:event|', 'plugin:dialog|', 'plugin:webview|', 'plugin:window|', 'plugin:resources|', '__TAURI_']

window.__TAURI_ISOLATION_HOOK__ = (payload) => {
  const name = String(payload && payload.cmd)
  if (commands.has(name) || plugins.some((p) => name.startsWith(p))) return payload
  throw new Error(`Coldread has no command ${name}.`)
}
