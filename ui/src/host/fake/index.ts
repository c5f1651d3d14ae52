import type { Host } from "../host";
import type { AppState } from "../wire/AppState";
import type { DocumentRow } from "../wire/DocumentRow";
import type { Failure } from "../wire/Failure";
import type { Hit } from "../wire/Hit";
import type { Imported } from "../wire/Imported";
import type { JobEvent } from "../wire/JobEvent";
import type { JobView } from "../wire/JobView";
import type { ModelRow } from "../wire/ModelRow";
import type { Preferences } from "../wire/Preferences";
import { openShelf, type Book } from "./shelf";

/* The whole application in the browser, for tests, pictures and work on the window. What it does is chosen in the
   address: `?fake` a library at work, `?fake=first` the first run, `?fake=locked`, `?fake=empty`, `?fake=bare` without
   a model, `?fake=2000` a library of so many rows; `&tick=MS` how long a scene takes to read. */

const STARTED = Date.UTC(2026, 10, 21, 9, 12);

/** The fake application. */
export function fake(): Host {
  const asked = new URLSearchParams(location.search);
  const scene = asked.get("fake") ?? "";
  const tick = Number(asked.get("tick") ?? 400);

  const app: AppState = {
    library: scene === "first" ? "absent" : scene === "locked" ? "locked" : "open",
    library_path: "/home/ada/.local/share/coldread",
    version: "0.1.0",
    offline: { enforced: true, sentence: "Enforced by the kernel" },
    model: scene === "bare" || scene === "first" ? null : "qwen2.5-coder-1.5b-instruct",
  };
  let passphrase = "correct horse battery staple";
  const many = Number(scene) || 0;
  const books: Book[] = scene === "empty" || scene === "first" || scene === "bare" ? [] : openShelf(STARTED, many);
  let models = catalogue(app.model !== null);
  const jobs: JobView[] = [];
  const hearers: ((event: JobEvent) => void)[] = [];
  let preferences: Preferences = (history.state as Preferences | null) ?? {
    theme: asked.get("theme") ?? "",
    document: 0,
    view: "",
    split: 0,
    page: 0,
    sort: "",
    filter: "",
    claim: "",
    folded: [],
  };

  const tell = (event: JobEvent) => hearers.forEach((hear) => hear(structuredClone(event)));
  const book = (id: number) => {
    const found = books.find((one) => one.row.id === id);
    if (!found) fail("There is no such document any more.", "It was deleted; choose another one in the library.");
    return found;
  };

  function step(job: JobView) {
    if (job.state !== "running" && job.state !== "queued") return;
    const ahead = jobs.find((other) => other.state === "running" && other !== job);
    if (!ahead) {
      job.state = "running";
      job.done += 1;
      job.left_ms = (job.total - job.done) * Math.max(tick, 1400);
      job.stage = job.done < job.total - 2 ? `Reading scene ${job.done} of ${job.total - 2}` : "Writing the synopsis";
      const over = job.done >= job.total;
      if (over) finish(job);
      tell({ event: "job", job });
      if (over) return tell({ event: "library" });
    }
    setTimeout(() => step(job), tick);
  }

  function finish(job: JobView) {
    job.state = "done";
    job.left_ms = null;
    job.stage = "";
    if (job.kind === "Coverage") book(job.document).finish();
    else book(job.document).count();
  }

  function addBooks(found: Book[]): Imported[] {
    books.push(...found);
    tell({ event: "library" });
    return found.map(({ row }) => ({ file: `${row.title}.fountain`, id: row.id, known: false, sentence: null, hint: null }));
  }

  function refuse(file: string): Imported | null {
    if (/empty/.test(file)) return refused(file, "The file is empty.", "Export the script again from the program it was written in.");
    if (!/\.(fountain|fdx|pdf|txt)$/i.test(file)) {
      return refused(file, "This kind of file cannot be read yet.", "Bring it as Fountain, FDX, PDF with text, or plain text.");
    }
    const known = books.find((one) => `${one.row.title}.fountain` === file);
    return known ? { file, id: known.row.id, known: true, sentence: null, hint: null } : null;
  }

  if (scene === "") start(books[1]!, false);

  function start(target: Book, countedOnly: boolean): JobView {
    const job: JobView = {
      id: jobs.length + 1,
      document: target.row.id,
      title: target.row.title,
      kind: countedOnly ? "Count" : "Coverage",
      state: "queued",
      stage: "Waiting",
      done: countedOnly ? 0 : scene === "" && jobs.length === 0 ? 21 : 0,
      total: countedOnly ? 1 : target.script().scenes.length + 2,
      left_ms: null,
      sentence: null,
      hint: null,
    };
    jobs.push(job);
    setTimeout(() => step(job), jobs.length === 1 ? 0 : tick);
    return job;
  }

  const host: Host = {
    state: async () => structuredClone(app),
    async createLibrary(chosen) {
      await pause(250);
      passphrase = chosen;
      app.library = "open";
    },
    async unlock(given) {
      await pause(250);
      if (given !== passphrase) fail("The passphrase is not the one this library was made with.", "Look for Caps Lock. Nobody can recover a lost passphrase.", "wrong_passphrase");
      app.library = "open";
    },
    async lock() {
      hearers.length = 0;
      app.library = "locked";
    },

    documents: async () => structuredClone(books.map((one) => rowOf(one, jobs))),
    async importFiles(paths) {
      await pause(300);
      return paths.flatMap((path) => {
        const file = path.split("/").at(-1) ?? path;
        return refuse(file) ?? addBooks([openShelf.fromFile(file, Date.now())]);
      });
    },
    async addSample() {
      await pause(300);
      return addBooks(openShelf.samples(STARTED));
    },
    async deleteDocument(id) {
      book(id);
      books.splice(books.findIndex((one) => one.row.id === id), 1);
      jobs.filter((job) => job.document === id).forEach((job) => (job.state = "cancelled"));
      tell({ event: "library" });
    },
    script: async (id) => structuredClone(book(id).script()),
    coverage: async (id) => structuredClone(book(id).coverage()),

    async startCoverage(id, countedOnly) {
      if (!countedOnly && app.model === null) fail("There is no model on this machine.", "Add one under Models, or count without a model.", "no_model");
      return structuredClone(start(book(id), countedOnly));
    },
    jobs: async () => structuredClone(jobs),
    async cancelJob(id) {
      const job = jobs.find((one) => one.id === id);
      if (!job) return;
      job.state = "cancelled";
      job.left_ms = null;
      tell({ event: "job", job });
    },
    async resumeJob(id) {
      const job = jobs.find((one) => one.id === id);
      if (!job) return;
      job.state = "queued";
      tell({ event: "job", job });
      setTimeout(() => step(job), tick);
    },
    async watch(heard) {
      if (app.library !== "open") fail("The library is locked.", "Unlock it with its passphrase.", "locked");
      hearers.push(heard);
    },

    async search(query, document) {
      await pause(40);
      const within = document === null ? books : books.filter((one) => one.row.id === document);
      return within.flatMap((one) => hitsIn(one, query)).slice(0, 40);
    },

    models: async () => structuredClone(models),
    async chooseModel(id) {
      models = models.map((model) => ({ ...model, chosen: model.id === id }));
      app.model = id;
    },
    async addModel(path) {
      await pause(400);
      if (/broken/.test(path)) fail("The file is cut short: 212 MB of 986 MB are there.", "Copy it again; its SHA-256 stands in the catalogue.");
      models = models.map((model, index) => (index === 0 ? { ...model, installed: true, verified: true, chosen: true, problem: null } : model));
      app.model = models[0]!.id;
    },
    async verifyModel(id) {
      await pause(900);
      models = models.map((model) => (model.id === id ? { ...model, verified: true } : model));
    },

    privacy: async () => ({
      offline: app.offline,
      processes: [
        { name: "window", bounds: ["No internet sockets: the kernel refuses all but local ones.", "The web view keeps nothing: no storage, no cache, no history."] },
        { name: "reader", bounds: ["No sockets at all.", "Reads one file, the weights, and nothing else.", "Killed to cancel; what it answered is already kept."] },
        { name: "intake", bounds: ["No sockets at all.", "Reads the one file handed to it.", "512 MB of memory and 30 s of time."] },
      ],
      sockets: 0,
      on_device_share: 1,
      tokens_read: 481_213,
      tokens_written: 39_071,
      audit_entries: 212,
      audit_ok: true,
    }),
    async exportReport(id, format, path) {
      await pause(150);
      if (path?.startsWith("/denied")) fail("The report could not be written: the folder is read-only.", "Choose another folder and export again.");
      return path ?? `/home/ada/Documents/Coldread/${book(id).row.title}.${format}`;
    },

    preferences: async () => structuredClone(preferences),
    async setPreferences(chosen) {
      preferences = structuredClone(chosen);
      // The history entry outlives a reload, which stands for a restart in the tests.
      history.replaceState(preferences, "");
    },

    pickScripts: async () => ["/home/ada/Scripts/Low Season.fountain"],
    pickModel: async () => "/media/usb/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    pickSave: async (name, format) => asked.get("save") ?? `/home/ada/Documents/${name}.${format}`,

    async onDrop(heard) {
      addEventListener("fake-drop", (event) => {
        const { paths, phase } = (event as CustomEvent<{ paths: string[]; phase: "over" | "leave" | "drop" }>).detail;
        heard(paths, phase);
      });
    },
  };
  return host;
}

function rowOf(one: Book, jobs: JobView[]): DocumentRow {
  const job = jobs.findLast((job) => job.document === one.row.id && job.state !== "done");
  return { ...one.row, job: job ?? null };
}

function hitsIn(one: Book, query: string): Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
  const script = one.script();
  return script.pages.flatMap((page) =>
    page.rows.flatMap((row) => {
      const text = row.text.toLowerCase();
      const marks = words.flatMap((word): [number, number][] => {
        const at = text.indexOf(word);
        return at < 0 ? [] : [[at, at + word.length]];
      });
      if (marks.length === 0 || marks.length < words.length) return [];
      const scene = script.scenes.find((bar) => bar.n === row.scene);
      const hit: Hit = {
        document: script.id,
        title: script.title,
        page: page.number,
        scene: row.scene ?? 0,
        heading: scene?.heading ?? "",
        line: row.line,
        snippet: row.text,
        marks: marks.toSorted((a, b) => a[0] - b[0]),
        score: 1,
      };
      return [hit];
    }),
  );
}

function catalogue(present: boolean): ModelRow[] {
  return [
    {
      id: "qwen2.5-coder-1.5b-instruct",
      name: "Qwen2.5 Coder 1.5B Instruct",
      licence: "Apache-2.0",
      purpose: "Coverage: the default for real work.",
      bytes: 986_048_768,
      memory_bytes: 1_610_612_736,
      installed: present,
      verified: present,
      chosen: present,
      device: "CPU, AVX-512",
      problem: null,
      page_ms: present ? 9_400 : null,
    },
    {
      id: "qwen2.5-0.5b-instruct",
      name: "Qwen2.5 0.5B Instruct",
      licence: "Apache-2.0",
      purpose: "Faster and plainer: for old machines and for tests.",
      bytes: 397_808_192,
      memory_bytes: 734_003_200,
      installed: present,
      verified: false,
      chosen: false,
      device: "CPU, AVX-512",
      problem: null,
      page_ms: null,
    },
    {
      id: "smollm2-135m-instruct",
      name: "SmolLM2 135M Instruct",
      licence: "Apache-2.0",
      purpose: "For tests only: it writes, but not coverage.",
      bytes: 105_454_432,
      memory_bytes: 0,
      installed: false,
      verified: false,
      chosen: false,
      device: "CPU, AVX-512",
      problem: present ? "The file is shorter than the catalogue says." : null,
      page_ms: null,
    },
  ];
}

function refused(file: string, sentence: string, hint: string): Imported {
  return { file, id: null, known: false, sentence, hint };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function fail(sentence: string, hint: string, code: Failure["code"] = "other"): never {
  const failure: Failure = { code, sentence, hint };
  throw failure;
}
