import type { ScriptView } from "../host/wire/ScriptView";

/** What a page holds, counted from its rows. */
export interface PageTalk {
  page: number;
  /** Rows of speech: cues, parentheticals and dialogue. */
  speech: number;
  /** Rows of everything else that is written. */
  rest: number;
}

const SPEECH = new Set(["character", "dialogue", "parenthetical", "lyrics"]);
const NOTHING = new Set(["blank", "page_break", "note", "title_page"]);

/** Speech and action page by page. */
export function talkOf(script: ScriptView): PageTalk[] {
  return script.pages.map((page) => {
    const written = page.rows.filter((row) => !NOTHING.has(row.kind));
    const speech = written.filter((row) => SPEECH.has(row.kind)).length;
    return { page: page.number, speech, rest: written.length - speech };
  });
}

/** Scene by scene on the strip's axis: share of written rows that are speech, 0 to 1. */
export function talkOfScenes(script: ScriptView): number[] {
  const rows = script.scenes.map(() => ({ speech: 0, all: 0 }));
  for (const row of script.pages.flatMap((page) => page.rows)) {
    const scene = rows[(row.scene ?? 0) - 1];
    if (!scene || NOTHING.has(row.kind)) continue;
    scene.all += 1;
    if (SPEECH.has(row.kind)) scene.speech += 1;
  }
  return rows.map(({ speech, all }) => (all === 0 ? 0 : speech / all));
}
