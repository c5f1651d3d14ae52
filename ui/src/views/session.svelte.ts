import { asFailure, type ExportFormat, type Host } from "../host";
import type { AppState } from "../host/wire/AppState";
import type { CoverageView } from "../host/wire/CoverageView";
import type { DocumentRow } from "../host/wire/DocumentRow";
import type { Imported } from "../host/wire/Imported";
import type { JobEvent } from "../host/wire/JobEvent";
import type { JobView } from "../host/wire/JobView";
import type { ModelRow } from "../host/wire/ModelRow";
import type { Preferences } from "../host/wire/Preferences";
import type { ScriptView } from "../host/wire/ScriptView";
import { t } from "../i18n";

export type View = "library" | "coverage" | "models" | "privacy";

/** Something that was said to the user and is not yet read. */
export interface Said {
  id: number;
  tone: "error" | "done";
  sentence: string;
  hint?: string | undefined;
}

const DONE_IS_READ_AFTER_MS = 8000;
const PREFERENCES_REST_MS = 400;
const FRESH: Preferences = { theme: "", document: 0, view: "", split: 0, page: 0, sort: "", filter: "", claim: "", folded: [] };

/** What the window knows: what the host told it, what is open, and what was said. The only caller of the host. */
export class Session {
  app: AppState | null = $state.raw(null);
  preferences: Preferences = $state.raw(FRESH);
  documents: DocumentRow[] = $state.raw([]);
  jobs: JobView[] = $state.raw([]);
  models: ModelRow[] = $state.raw([]);
  view: View = $state("library");
  script: ScriptView | null = $state.raw(null);
  coverage: CoverageView | null = $state.raw(null);
  said: Said[] = $state.raw([]);
  /** What is being waited for, in words; empty when nothing is. */
  waiting: string = $state("");
  /** The library's rows are here; before that an empty table would lie. */
  loaded = $state(false);

  #resting: ReturnType<typeof setTimeout> | undefined;
  #ids = 0;

  constructor(readonly host: Host) {}

  /** Work that runs now, or the first in the queue. */
  get running(): JobView | undefined {
    return this.jobs.find((job) => job.state === "running") ?? this.jobs.find((job) => job.state === "queued");
  }

  get queued(): number {
    return this.jobs.filter((job) => job.state === "queued").length;
  }

  get model(): ModelRow | undefined {
    return this.models.find((model) => model.chosen && model.installed);
  }

  /** The latest job of a document that is not done. */
  jobOf(document: number): JobView | undefined {
    return this.jobs.findLast((job) => job.document === document && job.state !== "done");
  }

  async begin(): Promise<void> {
    await this.attempt(async () => {
      this.app = await this.host.state();
      if (this.app.library === "open") await this.enter();
    });
  }

  async createLibrary(passphrase: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.host.createLibrary(passphrase);
      this.app = await this.host.state();
      await this.enter();
    });
  }

  /** Throws what the host said: the screen shows it beside the field. */
  async unlock(passphrase: string): Promise<void> {
    await this.host.unlock(passphrase);
    this.app = await this.host.state();
    await this.enter();
  }

  async lock(): Promise<void> {
    await this.attempt(async () => {
      await this.flushPreferences();
      await this.host.lock();
      this.script = null;
      this.coverage = null;
      this.documents = [];
      this.loaded = false;
      this.app = await this.host.state();
    });
  }

  /** What follows once the library is open; a library that was locked is watched anew. */
  async enter(): Promise<void> {
    await this.host.watch((event) => this.hear(event));
    this.preferences = { ...FRESH, ...(await this.host.preferences()) };
    [this.documents, this.jobs, this.models] = await Promise.all([this.host.documents(), this.host.jobs(), this.host.models()]);
    this.loaded = true;
    const { view, document } = this.preferences;
    if (this.documents.some((row) => row.id === document)) await this.open(document, view === "coverage");
    if (view === "models" || view === "privacy") this.view = view;
  }

  hear(event: JobEvent): void {
    if (event.event === "library") return void this.refresh();
    const { job } = event;
    const known = this.jobs.some((other) => other.id === job.id);
    this.jobs = known ? this.jobs.map((other) => (other.id === job.id ? job : other)) : [...this.jobs, job];
    if (job.state === "failed" && job.sentence) this.tell("error", job.sentence, job.hint ?? undefined);
    if (job.state !== "done") return;
    if (job.document !== this.script?.id) this.tell("done", t("job-done", { title: job.title }));
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.app?.library !== "open") return;
    await this.attempt(async () => {
      // Coverage verifies and measures the model it uses.
      [this.documents, this.models] = await Promise.all([this.host.documents(), this.host.models()]);
      const id = this.script?.id;
      if (id === undefined) return;
      if (!this.documents.some((row) => row.id === id)) return this.close();
      const fresh = await this.host.coverage(id);
      // Another script may have been opened while this one was asked for.
      if (this.script?.id === id) this.coverage = fresh;
    });
  }

  go(view: View): void {
    if (view === "coverage" && !this.script) return;
    this.view = view;
    this.prefer({ view });
  }

  async open(id: number, show = true): Promise<boolean> {
    if (this.script?.id === id) {
      if (show) this.go("coverage");
      return true;
    }
    return this.attempt(async () => {
      const [script, coverage] = await Promise.all([this.host.script(id), this.host.coverage(id)]);
      this.script = script;
      this.coverage = coverage;
      if (this.preferences.document !== id) this.prefer({ document: id, page: 1, claim: "" });
      if (show) this.go("coverage");
    }, t("wait-opening"));
  }

  close(): void {
    this.script = null;
    this.coverage = null;
    if (this.view === "coverage") this.view = "library";
    this.prefer({ document: 0, page: 0, claim: "", view: this.view });
  }

  async importFiles(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    await this.takeIn(() => this.host.importFiles(paths), t("wait-import", { count: paths.length }));
  }

  async pickAndImport(): Promise<void> {
    await this.attempt(async () => this.importFiles(await this.host.pickScripts()));
  }

  async addSample(): Promise<void> {
    await this.takeIn(() => this.host.addSample(), t("wait-sample"));
  }

  async deleteDocument(id: number): Promise<void> {
    await this.attempt(() => this.host.deleteDocument(id));
    await this.refresh();
  }

  async startCoverage(id: number, countedOnly: boolean): Promise<void> {
    await this.attempt(async () => {
      const job = await this.host.startCoverage(id, countedOnly);
      this.hear({ event: "job", job });
    });
  }

  async cancelJob(id: number): Promise<void> {
    await this.attempt(() => this.host.cancelJob(id));
  }

  async resumeJob(id: number): Promise<void> {
    await this.attempt(() => this.host.resumeJob(id));
  }

  async exportReport(format: ExportFormat): Promise<void> {
    const script = this.script;
    if (!script) return;
    await this.attempt(async () => {
      const path = await this.host.pickSave(script.title, format);
      if (path === null) return;
      const written = await this.host.exportReport(script.id, format, path);
      this.tell("done", t("export-done", { path: written }));
    }, t("wait-export"));
  }

  async changeModels(change: () => Promise<void>, waiting: string): Promise<void> {
    await this.attempt(change, waiting);
    await this.attempt(async () => {
      this.models = await this.host.models();
      this.app = await this.host.state();
    });
  }

  /** Kept at once here, and written when the user has paused. */
  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.flushPreferences(), PREFERENCES_REST_MS);
  }

  async flushPreferences(): Promise<void> {
    clearTimeout(this.#resting);
    if (this.app?.library === "open") await this.attempt(() => this.host.setPreferences(this.preferences));
  }

  tell(tone: Said["tone"], sentence: string, hint?: string): void {
    if (this.said.some((other) => other.sentence === sentence)) return;
    this.#ids += 1;
    const id = this.#ids;
    this.said = [...this.said, { id, tone, sentence, hint }];
    if (tone === "done") setTimeout(() => this.dismiss(id), DONE_IS_READ_AFTER_MS);
  }

  dismiss(id: number): void {
    this.said = this.said.filter((other) => other.id !== id);
  }

  /** Runs it, and says what went wrong. Answers whether it went well. */
  async attempt(work: () => Promise<unknown>, waiting = ""): Promise<boolean> {
    if (waiting) this.waiting = waiting;
    try {
      await work();
      return true;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === "locked" && this.app) this.app = { ...this.app, library: "locked" };
      else this.tell("error", failure.sentence, failure.hint);
      return false;
    } finally {
      if (waiting && this.waiting === waiting) this.waiting = "";
    }
  }

  async takeIn(bring: () => Promise<Imported[]>, waiting: string): Promise<void> {
    await this.attempt(async () => {
      const results = await bring();
      for (const { file, id, known, sentence, hint } of results) {
        if (id === null) this.tell("error", `${file}: ${sentence ?? ""}`, hint ?? undefined);
        else if (known) this.tell("done", t("import-known", { file }));
        else if (sentence) this.tell("done", `${file}: ${sentence}`, hint ?? undefined);
      }
    }, waiting);
    await this.refresh();
  }
}
