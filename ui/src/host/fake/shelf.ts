import type { CoverageView } from "../wire/CoverageView";
import type { DocumentRow } from "../wire/DocumentRow";
import type { ScriptView } from "../wire/ScriptView";
import { cover, type Notes } from "./cover";
import { invent, inventNotes } from "./invent";
import { TARE_NOTES } from "./tare";
import tare from "./tare.fountain?raw";
import { typeset } from "./typeset";

/** A document of the fake library. Pages and coverage are made when first asked for. */
export interface Book {
  row: DocumentRow;
  script(): ScriptView;
  coverage(): CoverageView | null;
  /** A job with a model is over: from now on there is coverage. */
  finish(): void;
  /** A job without a model is over: from now on there are counts. */
  count(): void;
}

let last = 0;

function bind(source: string, notes: Notes, covered: boolean, imported: number, format = "Fountain"): Book {
  last += 1;
  const id = last;
  const script = typeset(id, source, minutesOf(source));
  let report: CoverageView | null = covered ? cover(script, source, notes) : null;
  const row: DocumentRow = {
    id,
    title: script.title,
    project: "Weekend slate",
    format,
    pages: script.pages.length,
    unreadable: 0,
    notice: "",
    shape: script.scenes,
    genre: null,
    verdict: null,
    grades: [],
    drivers: [],
    claims: 0,
    verified: 0,
    imported,
    job: null,
  };
  const fill = () => {
    if (!report || report.counted_only) return;
    row.genre = report.header.genre;
    row.verdict = report.verdict;
    row.grades = report.ratings.map((grade) => grade.dots);
    row.drivers = report.drivers.slice(0, 3).map((driver) => `${driver.name.toLowerCase()} ${driver.count}`);
    row.claims = report.support.claims;
    row.verified = report.support.verified;
  };
  fill();
  return {
    row,
    script: () => script,
    coverage: () => report,
    finish() {
      report = cover(script, source, notes);
      fill();
    },
    count() {
      report ??= cover(script, source, null);
    },
  };
}

function minutesOf(source: string): [number, number] {
  const pages = source.split("\n").length / 46;
  return [Math.max(1, Math.floor(pages * 0.94)), Math.ceil(pages * 1.12)];
}

function scan(imported: number): Book {
  const book = bind("Title: Scan_0034\n\n", inventNotes("", [], ["pass", "pass"], 0, 0), false, imported, "PDF");
  const pages = Array.from({ length: 88 }, (_, at) => ({ number: at + 1, rows: [], unreadable: "no text on this page: it is a picture" }));
  Object.assign(book.row, { pages: 88, unreadable: 88, notice: "88 pages without text: needs OCR", shape: [] });
  const script = { ...book.script(), pages, minutes: [0, 0] as [number, number] };
  return { ...book, script: () => script };
}

type Slate = [title: string, author: string, draft: string, scenes: number, genre: string, dots: number[], verdict: [string, string], claims: number, extracts: number, format: string];

const SLATE: Slate[] = [
  ["The Long Ledger", "R. Quist", "Draft 1 · 12 Oct", 66, "Thriller", [3, 3, 3, 3, 4, 3, 3], ["consider", "recommend"], 142, 9, "FDX"],
  ["Halcyon Drive", "J. Okafor", "Draft 4 · 2 Nov", 58, "Comedy", [2, 2, 1, 2, 3, 2, 2], ["pass", "consider"], 98, 4, "PDF"],
  ["Low Season, ep. 1", "M. Sand", "Blue · 30 Oct", 34, "Limited", [3, 3, 2, 4, 3, 3, 2], ["consider_with_reservations", "consider"], 77, 3, "FDX"],
  ["Kite", "T. Lindqvist", "Draft 2 · 9 Nov", 52, "Family", [4, 3, 4, 4, 3, 4, 4], ["recommend", "recommend"], 88, 0, "Fountain"],
  ["A Quiet Inheritance", "P. Marlow", "Draft 7 · 1 Sep", 84, "Drama", [1, 2, 2, 2, 3, 2, 1], ["pass", "pass"], 121, 12, "PDF"],
  ["Signal Hill", "D. Abe", "Draft 3 · 14 Nov", 61, "Science fiction", [4, 4, 3, 3, 3, 4, 4], ["recommend", "recommend"], 139, 2, "FDX"],
];

/** The library of a reader in the middle of a weekend, filled up to `many` with rows of one script. */
export function openShelf(now: number, many = 0): Book[] {
  const hour = 3_600_000;
  const uncovered = bind(invent("The Salt Road", "E. Vane", "Draft 1 · 19 Nov", 71, 77), inventNotes("Western", [3, 3, 2, 3, 3, 4, 3], ["consider", "consider"], 110, 5), false, now - hour, "PDF");
  const slate = SLATE.map(([title, author, draft, scenes, genre, dots, verdict, claims, extracts, format], at) =>
    bind(invent(title, author, draft, scenes, at + 11), inventNotes(genre, dots, verdict, claims, extracts), true, now - (at + 3) * 7 * hour, format),
  );
  const shelf = [bind(tare, TARE_NOTES, true, now - 2 * hour), uncovered, ...slate, scan(now - 90 * hour)];
  const pattern = slate[0]!;
  for (let n = shelf.length; n < many; n += 1) {
    shelf.push({ ...pattern, row: { ...pattern.row, id: (last += 1), title: `Script ${n}`, imported: now - n * hour } });
  }
  return shelf;
}

/** The sample scripts as they come into an empty library. */
openShelf.samples = (now: number): Book[] => [bind(tare, TARE_NOTES, false, now)];

/** A dropped file becomes an invented script under its own name. */
openShelf.fromFile = (file: string, now: number): Book => {
  const title = file.replace(/\.[^.]+$/, "");
  const notes = inventNotes("Drama", [3, 2, 3, 2, 3, 3, 2], ["consider", "consider"], 64, 64);
  return bind(invent(title, "Unknown", "", 24, title.length * 7 + 3), notes, false, now);
};
