import type { DocumentRow } from "../host/wire/DocumentRow";

/** A column that can be sorted by. */
export type Column = "title" | "verdict" | "grades" | "pages" | "genre" | "support" | "imported";

const VERDICTS = ["recommend", "consider", "consider_with_reservations", "pass"];

/* What is missing always comes last, whichever way it goes: null says so. */
const KEYS: Record<Column, (row: DocumentRow) => string | number | null> = {
  title: (row) => row.title.toLocaleLowerCase(),
  verdict: (row) => (row.verdict ? VERDICTS.indexOf(row.verdict.project) : null),
  grades: (row) => (row.grades.length > 0 ? -row.grades.reduce((sum, dots) => sum + dots, 0) / row.grades.length : null),
  pages: (row) => row.pages,
  genre: (row) => row.genre?.toLocaleLowerCase() ?? null,
  support: (row) => (row.claims > 0 ? -row.verified / row.claims : null),
  imported: (row) => -row.imported,
};

/** The rows that match, in order. `sort` is a column, with `-` in front for the other way round. */
export function arrange(rows: DocumentRow[], sort: string, filter: string): DocumentRow[] {
  const column = (sort.replace(/^-/, "") || "imported") as Column;
  const key = KEYS[column] ?? KEYS.imported;
  const way = sort.startsWith("-") ? -1 : 1;
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => words.every((word) => textOf(row).includes(word)))
    .toSorted((a, b) => {
      const [left, right] = [key(a), key(b)];
      if (left === null || right === null) return Number(left === null) - Number(right === null) || a.id - b.id;
      const order = typeof left === "string" ? left.localeCompare(String(right), "en", { numeric: true }) : left - Number(right);
      return order * way || a.id - b.id;
    });
}

/** The row as text, for the clipboard: what is seen, tab by tab. */
export function asText(row: DocumentRow, verdict: string): string {
  return [row.title, verdict, row.grades.join(" "), row.pages, row.genre ?? "", row.drivers.join(", "), row.claims > 0 ? `${row.verified}/${row.claims}` : ""].join("\t");
}

function textOf(row: DocumentRow): string {
  const verdict = row.verdict?.project.replaceAll("_", " ") ?? "";
  return [row.title, row.project, row.genre ?? "", row.format, verdict, row.notice, ...row.drivers].join(" ").toLocaleLowerCase();
}
