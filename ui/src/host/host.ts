import type { AppState } from "./wire/AppState";
import type { CoverageView } from "./wire/CoverageView";
import type { DocumentRow } from "./wire/DocumentRow";
import type { Failure } from "./wire/Failure";
import type { Hit } from "./wire/Hit";
import type { Imported } from "./wire/Imported";
import type { JobEvent } from "./wire/JobEvent";
import type { JobView } from "./wire/JobView";
import type { ModelRow } from "./wire/ModelRow";
import type { Preferences } from "./wire/Preferences";
import type { PrivacyView } from "./wire/PrivacyView";
import type { ScriptView } from "./wire/ScriptView";

/** Where files are while they are dragged over the window. */
export type DropPhase = "over" | "leave" | "drop";

/** What a report can be written as. */
export type ExportFormat = "html" | "docx" | "json";

/** Everything the window asks of the application. Every call that fails rejects with a `Failure`. */
export interface Host {
  state(): Promise<AppState>;
  createLibrary(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  lock(): Promise<void>;

  documents(): Promise<DocumentRow[]>;
  importFiles(paths: string[]): Promise<Imported[]>;
  addSample(): Promise<Imported[]>;
  deleteDocument(id: number): Promise<void>;
  script(id: number): Promise<ScriptView>;
  /** Null until the script is covered, or counted. */
  coverage(id: number): Promise<CoverageView | null>;

  /** `countedOnly` asks no model. */
  startCoverage(id: number, countedOnly: boolean): Promise<JobView>;
  jobs(): Promise<JobView[]>;
  cancelJob(id: number): Promise<void>;
  resumeJob(id: number): Promise<void>;
  /** Calls back for every job that moves and whenever what is shown may have changed, until the library is locked. */
  watch(heard: (event: JobEvent) => void): Promise<void>;

  /** Over one document, or over all of them where `document` is null. */
  search(query: string, document: number | null): Promise<Hit[]>;

  models(): Promise<ModelRow[]>;
  chooseModel(id: string): Promise<void>;
  addModel(path: string): Promise<void>;
  verifyModel(id: string): Promise<void>;

  privacy(): Promise<PrivacyView>;
  /** Writes to `path`, or into the export folder where it is null; answers where it was written. */
  exportReport(id: number, format: ExportFormat, path: string | null): Promise<string>;

  preferences(): Promise<Preferences>;
  setPreferences(preferences: Preferences): Promise<void>;

  /** The system's dialogs; null and the empty list mean that the user thought better of it. */
  pickScripts(): Promise<string[]>;
  pickModel(): Promise<string | null>;
  pickSave(name: string, format: ExportFormat): Promise<string | null>;

  /** Files dragged over the window; the paths are empty while they hover. */
  onDrop(heard: (paths: string[], phase: DropPhase) => void): Promise<void>;
}

/** Whatever was thrown, as one sentence and a hint. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "sentence" in thrown) return thrown as Failure;
  return { code: "other", sentence: thrown instanceof Error ? thrown.message : String(thrown) };
}
