import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";

import type { Host } from "./host";
import type { JobEvent } from "./wire/JobEvent";

const SCRIPTS = ["fountain", "spmd", "fdx", "fadein", "celtx", "pdf", "docx", "odt", "rtf", "html", "htm", "txt", "text"];

/** The application behind the real window. */
export const tauri: Host = {
  state: () => invoke("state"),
  createLibrary: (passphrase) => invoke("create_library", { passphrase }),
  unlock: (passphrase) => invoke("unlock", { passphrase }),
  lock: () => invoke("lock"),

  documents: () => invoke("documents"),
  importFiles: (paths) => invoke("import_files", { paths }),
  addSample: () => invoke("add_sample"),
  deleteDocument: (id) => invoke("delete_document", { id }),
  script: (id) => invoke("script", { id }),
  coverage: (id) => invoke("coverage", { id }),

  startCoverage: (id, countedOnly) => invoke("start_coverage", { id, countedOnly }),
  jobs: () => invoke("jobs"),
  cancelJob: (id) => invoke("cancel_job", { id }),
  resumeJob: (id) => invoke("resume_job", { id }),
  watch: (heard) => {
    const channel = new Channel<JobEvent>();
    channel.onmessage = heard;
    return invoke("watch", { channel });
  },

  search: (query, document) => invoke("search", { query, document }),

  models: () => invoke("models"),
  chooseModel: (id) => invoke("choose_model", { id }),
  addModel: (path) => invoke("add_model", { path }),
  verifyModel: (id) => invoke("verify_model", { id }),

  privacy: () => invoke("privacy"),
  exportReport: (id, format, path) => invoke("export_report", { id, format, path }),

  preferences: () => invoke("preferences"),
  setPreferences: (preferences) => invoke("set_preferences", { preferences }),

  async pickScripts() {
    const filters = [{ name: "Scripts", extensions: SCRIPTS }];
    return (await open({ multiple: true, filters })) ?? [];
  },
  pickModel: () => open({ multiple: false, filters: [{ name: "Weights", extensions: ["gguf"] }] }),
  pickSave: (name, format) =>
    save({ defaultPath: `${name}.${format}`, filters: [{ name: format.toUpperCase(), extensions: [format] }] }),

  async onDrop(heard) {
    await getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") heard(payload.paths, "drop");
      else heard([], payload.type === "leave" ? "leave" : "over");
    });
  },
};
