import type { PageView } from "../wire/PageView";
import type { RowView } from "../wire/RowView";
import type { SceneBar } from "../wire/SceneBar";
import type { ScriptView } from "../wire/ScriptView";

/* A small typesetter, enough for a fake library: the real one is in Rust and its pages come over the wire. */

const ROWS = 55;
const SHAPES: Record<string, { column: number; width: number }> = {
  scene_heading: { column: 0, width: 58 },
  action: { column: 0, width: 60 },
  character: { column: 22, width: 30 },
  parenthetical: { column: 16, width: 25 },
  dialogue: { column: 10, width: 35 },
  transition: { column: 0, width: 60 },
};

interface Line {
  line: number;
  kind: string;
  text: string;
}

/** The source as pages, scenes and title page. */
export function typeset(id: number, source: string, minutes: [number, number]): ScriptView {
  const { titlePage, lines } = parse(source);
  const pages = paginate(lines);
  const scenes = measure(lines, pages);
  const title = titlePage.find(([name]) => name === "Title")?.[1] ?? "Untitled";
  const draft = titlePage.find(([name]) => name === "Draft date")?.[1] ?? "";
  return { id, title, title_page: titlePage, draft, minutes, scenes, pages, findings: [] };
}

function parse(source: string): { titlePage: [string, string][]; lines: Line[] } {
  const titlePage: [string, string][] = [];
  const lines: Line[] = [];
  let inTitle = source.startsWith("Title:");
  let speech = false;
  source.split("\n").forEach((text, index, all) => {
    if (inTitle) {
      const colon = text.indexOf(":");
      if (text === "") inTitle = false;
      else titlePage.push([text.slice(0, colon), text.slice(colon + 1).trim()]);
      return;
    }
    if (text === "") {
      speech = false;
      return;
    }
    let kind = "action";
    if (speech) kind = text.startsWith("(") ? "parenthetical" : "dialogue";
    else if (/^(INT|EXT)[./]/.test(text)) kind = "scene_heading";
    else if (/^[A-Z' ]+(TO:|IN:|OUT\.)$/.test(text)) kind = "transition";
    else if (/^[A-Z][A-Z' .]+( \(.+\))?$/.test(text) && (all[index + 1] ?? "") !== "") {
      kind = "character";
      speech = true;
    }
    lines.push({ line: index + 1, kind, text });
  });
  return { titlePage, lines };
}

function paginate(lines: Line[]): PageView[] {
  const pages: PageView[] = [];
  let rows: RowView[] = [];
  let scene = 0;
  const close = () => {
    pages.push({ number: pages.length + 1, rows, unreadable: null });
    rows = [];
  };
  lines.forEach((line, index) => {
    if (line.kind === "scene_heading") scene += 1;
    const set = setLine(line, scene);
    const joined = line.kind === "dialogue" || line.kind === "parenthetical";
    const gap = rows.length === 0 || joined ? 0 : line.kind === "scene_heading" ? 2 : 1;
    // A heading or cue takes at least the first rows of what follows with it.
    const next = lines[index + 1];
    const keep = (line.kind === "scene_heading" || line.kind === "character") && next ? 3 : 0;
    if (rows.length + gap + set.length + keep > ROWS) close();
    else for (let n = 0; n < gap; n += 1) rows.push(blank(scene));
    rows.push(...set);
  });
  close();
  return pages;
}

function setLine(line: Line, scene: number): RowView[] {
  const shape = SHAPES[line.kind] ?? SHAPES.action!;
  const rows: RowView[] = [];
  let from = 0;
  while (from < line.text.length) {
    let to = line.text.length;
    if (to - from > shape.width) {
      const cut = line.text.lastIndexOf(" ", from + shape.width);
      to = cut > from ? cut : from + shape.width;
    }
    const text = line.text.slice(from, to);
    const heading = line.kind === "scene_heading" && from === 0;
    rows.push({
      line: line.line,
      kind: line.kind,
      column: line.kind === "transition" && !text.endsWith("IN:") ? Math.max(0, shape.width - text.length) : shape.column,
      text,
      offset: from,
      scene_number: heading ? String(scene) : null,
      scene: scene || null,
    });
    from = to;
    while (line.text[from] === " ") from += 1;
  }
  return rows;
}

function blank(scene: number): RowView {
  return { line: 0, kind: "blank", column: 0, text: "", offset: 0, scene_number: null, scene: scene || null };
}

function measure(lines: Line[], pages: PageView[]): SceneBar[] {
  const headings = lines.filter((line) => line.kind === "scene_heading");
  const last = lines.at(-1)?.line ?? 1;
  const rows = pages.flatMap((page) => page.rows.map((row) => ({ ...row, page: page.number })));
  return headings.map((heading, index) => {
    const n = index + 1;
    const mine = rows.filter((row) => row.scene === n);
    return {
      n,
      number: String(n),
      heading: heading.text,
      int_ext: heading.text.startsWith("INT./EXT") ? "both" : heading.text.startsWith("EXT") ? "ext" : "int",
      night: /NIGHT|LATER|CONTINUOUS/.test(heading.text),
      page: mine[0]?.page ?? 1,
      eighths: Math.max(1, Math.round((mine.length / ROWS) * 8)),
      line: heading.line,
      last_line: (headings[index + 1]?.line ?? last + 1) - 1,
    };
  });
}
