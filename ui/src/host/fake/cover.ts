import type { CharacterView } from "../wire/CharacterView";
import type { ClaimView } from "../wire/ClaimView";
import type { CoverageView } from "../wire/CoverageView";
import type { DriverView } from "../wire/DriverView";
import type { EvidenceView } from "../wire/EvidenceView";
import type { GradeView } from "../wire/GradeView";
import type { ScriptView } from "../wire/ScriptView";
import type { VerdictView } from "../wire/VerdictView";

/** A sentence and the exact words of the script that bear it out. `>` in front makes it an extract. */
export type Note = [text: string, ...quotes: string[]];

/** What a reader wrote about a script; the counted part is added by `cover`. */
export interface Notes {
  genre: string;
  circa: string | null;
  logline: Note;
  summary: Note[];
  synopsis: Note[];
  themes: Note[];
  comments: Note[];
  /** Sentence by cue name. */
  people: Record<string, { full: string; age: string | null; role: string; note: Note | null }>;
  /** Sentence by 1-based scene. */
  events: Record<number, Note>;
  grades: [dimension: string, dots: number, score: number, measured: number | null, reason: Note][];
  drivers: { name: string; count: number; unit: string; scenes: number[]; quotes: string[] }[];
  complexity: string;
  verdict: VerdictView;
  support: CoverageView["support"];
}

const GRADES = ["poor", "fair", "good", "excellent"];

/** Coverage of a script. A quote that the script lacks is an error: nothing on the screen is invented, here either. */
export function cover(script: ScriptView, source: string, notes: Notes | null): CoverageView {
  const place = placer(script, source);
  const claim = ([text, ...quotes]: Note): ClaimView => ({
    text: text.replace(/^> /, ""),
    evidence: quotes.map(place),
    support: text.startsWith("> ") ? "extract" : "verified",
  });
  const characters = cast(script, notes, claim);
  return {
    document: script.id,
    counted_only: notes === null,
    header: {
      title: script.title,
      writers: script.title_page.filter(([name]) => name === "Author").map(([, value]) => value),
      form: script.pages.length < 40 ? "short" : "feature",
      genre: notes?.genre ?? null,
      circa: notes?.circa ?? null,
      locale: [],
      pages: script.pages.length,
      scenes: script.scenes.length,
      draft: script.draft || null,
    },
    logline: notes ? claim(notes.logline) : null,
    summary: notes?.summary.map(claim) ?? [],
    synopsis: notes?.synopsis.map(claim) ?? [],
    themes: notes?.themes.map(claim) ?? [],
    characters,
    breakdown: script.scenes.map((scene) => ({
      n: scene.n,
      number: scene.number,
      heading: scene.heading,
      page: scene.page,
      line: scene.line,
      eighths: scene.eighths,
      characters: characters.filter((person) => person.present.includes(scene.n)).map((person) => person.name),
      event: notes?.events[scene.n] ? claim(notes.events[scene.n]!) : null,
    })),
    complexity: notes?.complexity ?? "moderate",
    drivers: drivers(script, notes, place),
    ratings: notes?.grades.map((grade) => rating(grade, claim)) ?? [],
    verdict: notes?.verdict ?? null,
    comments: notes?.comments.map(claim) ?? [],
    support: notes?.support ?? { claims: 0, verified: 0, extracts: 0, dropped: 0 },
    provenance: {
      document_sha256: "5b1f0c9e77d2a4430e8c1d5a96bb4c3df0279a1c8e64b2950d7f3e1a6c84b9d2",
      model_sha256: notes ? "c4f2e8b0a1d97365e0b84c1f7a2d5963bb10e4c8f7d2a95610c3e8b4d7f0a926" : null,
      model: notes ? "qwen2.5-coder-1.5b-instruct" : null,
      model_licence: notes ? "Apache-2.0" : null,
      questions: notes ? ["beat 3", "grade 2", "logline 4", "synopsis 3"] : [],
      app_version: "0.1.0",
      tokens_read: notes ? 48_213 : 0,
      tokens_written: notes ? 3_907 : 0,
    },
  };
}

function placer(script: ScriptView, source: string): (quote: string) => EvidenceView {
  const lines = source.split("\n");
  const rows = script.pages.flatMap((page) => page.rows.map((row) => ({ row, page: page.number })));
  return (quote) => {
    const line = lines.findIndex((text) => text.includes(quote)) + 1;
    if (line === 0) throw new Error(`the script does not say: ${quote}`);
    const offset = lines[line - 1]!.indexOf(quote);
    const at = rows.findLast(({ row }) => row.line === line && row.offset <= offset);
    return { line, page: at?.page ?? 1, scene: at?.row.scene ?? 0, quote };
  };
}

function rating([dimension, dots, score, measured, reason]: Notes["grades"][number], claim: (note: Note) => ClaimView): GradeView {
  const judged = measured === null ? score : Math.round((2 * score - measured) * 10) / 10;
  return { dimension, grade: GRADES[dots - 1]!, dots, score, measured, judged, reason: claim(reason) };
}

function drivers(script: ScriptView, notes: Notes | null, place: (quote: string) => EvidenceView): DriverView[] {
  const length = (scenes: number[]) =>
    script.scenes.filter((scene) => scenes.includes(scene.n)).reduce((sum, scene) => sum + scene.eighths, 0);
  if (notes) {
    return notes.drivers.map(({ name, count, unit, scenes, quotes }) => ({
      name,
      count,
      unit,
      scenes,
      eighths: scenes.length > 0 ? length(scenes) : null,
      evidence: quotes.map(place),
    }));
  }
  const nights = script.scenes.filter((scene) => scene.night && scene.int_ext === "ext").map((scene) => scene.n);
  return [{ name: "Night exteriors", count: nights.length, unit: "scenes", scenes: nights, eighths: length(nights), evidence: [] }];
}

function cast(script: ScriptView, notes: Notes | null, claim: (note: Note) => ClaimView): CharacterView[] {
  const found = new Map<string, CharacterView>();
  let speaker: CharacterView | undefined;
  for (const row of script.pages.flatMap((page) => page.rows)) {
    if (row.kind === "character") {
      const name = row.text.replace(/ \(.*\)$/, "");
      const known = notes?.people[name];
      speaker = found.get(name) ?? {
        name,
        full_name: known?.full ?? null,
        age: known?.age ?? null,
        role: known?.role ?? "small",
        description: known?.note ? claim(known.note) : null,
        scenes: 0,
        lines: 0,
        words: 0,
        share: 0,
        present: [],
      };
      found.set(name, speaker);
      speaker.lines += 1;
      if (row.scene && speaker.present.at(-1) !== row.scene) {
        speaker.present.push(row.scene);
        speaker.scenes += 1;
      }
    } else if (row.kind === "dialogue" && speaker) speaker.words += row.text.split(" ").length;
  }
  const people = [...found.values()].toSorted((a, b) => b.words - a.words);
  const spoken = people.reduce((sum, person) => sum + person.words, 0) || 1;
  people.forEach((person, index) => {
    person.share = person.words / spoken;
    if (!notes) person.role = index === 0 ? "lead" : index < 4 ? "supporting" : "small";
  });
  return people;
}
