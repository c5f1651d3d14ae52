import type { PageView } from "../host/wire/PageView";
import type { RowView } from "../host/wire/RowView";

/** Words of a source line to be marked as with a felt pen. */
export interface Mark {
  /** 1-based source line. */
  line: number;
  /** Verbatim; empty marks the whole line. */
  quote: string;
  active: boolean;
}

/** A piece of a row, marked or not. */
export interface Piece {
  text: string;
  mark: "none" | "marked" | "active";
}

/** Ranges of a source line in UTF-16 code units, end exclusive. */
type Range = { from: number; to: number; active: boolean };

/** Source lines and what is marked in them; made once for a set of marks, asked for each row that is drawn. */
export function markedRanges(pages: PageView[], marks: Mark[]): Map<number, Range[]> {
  const wanted = new Set(marks.map((mark) => mark.line));
  const sources = new Map<number, string>();
  if (wanted.size === 0) return new Map();
  for (const page of pages) {
    for (const row of page.rows) {
      if (wanted.has(row.line)) sources.set(row.line, extend(sources.get(row.line) ?? "", row));
    }
  }
  const ranges = new Map<number, Range[]>();
  for (const mark of marks) {
    const source = sources.get(mark.line);
    if (source === undefined) continue;
    const found = { ...find(source, mark.quote), active: mark.active };
    ranges.set(mark.line, [...(ranges.get(mark.line) ?? []), found]);
  }
  return ranges;
}

/** The row cut where marks begin and end. */
export function piecesOf(row: RowView, ranges: Range[] | undefined): Piece[] {
  if (!ranges || row.line === 0) return [{ text: row.text, mark: "none" }];
  const cuts = new Set([0, row.text.length]);
  const mine = ranges.map((range) => ({
    active: range.active,
    from: Math.max(0, range.from - row.offset),
    to: Math.min(row.text.length, range.to - row.offset),
  }));
  for (const { from, to } of mine) if (from < to) cuts.add(from).add(to);
  const ordered = [...cuts].toSorted((a, b) => a - b);
  return ordered.slice(0, -1).map((from, index) => {
    const over = mine.filter((range) => range.from <= from && from < range.to);
    const mark = over.some((range) => range.active) ? "active" : over.length > 0 ? "marked" : "none";
    return { text: row.text.slice(from, ordered[index + 1]), mark };
  });
}

/** Source lines are broken at blanks, which the rows leave out: they are put back as one blank each. */
function extend(source: string, row: RowView): string {
  return source.length >= row.offset + row.text.length ? source : source.padEnd(row.offset) + row.text;
}

/* The quotation is verbatim in the line, but a heading may be set in capitals and a run of blanks may have closed up:
   then letter case and blanks are forgiven, and as a last resort the whole line is marked rather than nothing. */
function find(source: string, quote: string): { from: number; to: number } {
  const whole = { from: 0, to: source.length };
  const wanted = quote.trim();
  if (wanted === "") return whole;
  const exact = source.indexOf(wanted);
  if (exact >= 0) return { from: exact, to: exact + wanted.length };
  const pattern = wanted.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s*");
  const loose = new RegExp(pattern, "i").exec(source);
  return loose ? { from: loose.index, to: loose.index + loose[0].length } : whole;
}
