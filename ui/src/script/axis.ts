import type { SceneBar } from "../host/wire/SceneBar";

/** The one axis that the strip and every chart share: scenes from left to right, as wide as their page eighths. */
export interface Axis {
  scenes: SceneBar[];
  /** Width of the whole script in eighths. */
  total: number;
  /** Where each scene begins, in eighths; one longer than `scenes`. */
  starts: number[];
}

/** The axis of a script. */
export function axisOf(scenes: SceneBar[]): Axis {
  const starts = [0];
  for (const scene of scenes) starts.push(starts.at(-1)! + scene.eighths);
  return { scenes, total: Math.max(1, starts.at(-1)!), starts };
}

/** Eighths to pixels, and back. */
export interface Scale {
  (eighths: number): number;
  invert(pixels: number): number;
}

/** The axis laid out over so many pixels. (d3-scale writes over `Object.prototype`, which the application freezes.) */
export function scaleOf(axis: Axis, width: number): Scale {
  const factor = width / axis.total;
  return Object.assign((eighths: number) => eighths * factor, { invert: (pixels: number) => pixels / factor });
}

/** The scene at a place on the axis, in eighths. */
export function sceneAt(axis: Axis, eighths: number): SceneBar | undefined {
  const index = axis.starts.findLastIndex((start) => start <= eighths);
  return axis.scenes[Math.max(0, Math.min(index, axis.scenes.length - 1))];
}

/** Where a line lies on the axis, in eighths: its scene, and as far into it as its lines go. */
export function placeOfLine(axis: Axis, line: number): number {
  const index = axis.scenes.findLastIndex((scene) => scene.line <= line);
  const scene = axis.scenes[index];
  if (!scene) return 0;
  const lines = Math.max(1, scene.last_line - scene.line + 1);
  return axis.starts[index]! + scene.eighths * Math.min(1, (line - scene.line) / lines);
}

/** Bars of one colour as a single path: a slate of a hundred strips stays light. */
export function barsPath(axis: Axis, width: number, top: number, height: number, belongs: (scene: SceneBar) => boolean): string {
  const scale = scaleOf(axis, width);
  // A hair of paper between the scenes, unless they are too thin to spare it.
  const gap = width / axis.scenes.length > 4 ? 1 : 0.4;
  let path = "";
  axis.scenes.forEach((scene, index) => {
    if (!belongs(scene)) return;
    const x = scale(axis.starts[index]!);
    const wide = Math.max(0.6, scale(axis.starts[index + 1]!) - x - gap);
    path += `M${x.toFixed(2)} ${top}h${wide.toFixed(2)}v${height}h${(-wide).toFixed(2)}Z`;
  });
  return path;
}

/** The colours a bar can have; `class` names in the strip and the shape. */
export const TONES: { tone: string; night: boolean; belongs: (scene: SceneBar) => boolean }[] = [
  { tone: "int", night: false, belongs: (scene) => scene.int_ext === "int" },
  { tone: "ext", night: false, belongs: (scene) => scene.int_ext === "ext" || scene.int_ext === "both" },
  { tone: "neither", night: false, belongs: (scene) => scene.int_ext === "" },
  { tone: "int", night: true, belongs: (scene) => scene.night && scene.int_ext === "int" },
  { tone: "ext", night: true, belongs: (scene) => scene.night && (scene.int_ext === "ext" || scene.int_ext === "both") },
  { tone: "neither", night: true, belongs: (scene) => scene.night && scene.int_ext === "" },
];
