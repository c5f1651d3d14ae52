/* The strip's axis, which every chart shares. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./load.mjs";

const { axisOf, barsPath, placeOfLine, sceneAt } = await load("src/script/axis.ts");

const scene = (n, eighths, line, last_line) => ({ n, number: String(n), heading: "", int_ext: "int", night: false, page: 1, eighths, line, last_line });
const axis = axisOf([scene(1, 4, 1, 10), scene(2, 1, 11, 12), scene(3, 11, 13, 40)]);

test("scenes are as wide as their eighths", () => {
  assert.deepEqual(axis.starts, [0, 4, 5, 16]);
  assert.equal(axis.total, 16);
});

test("a place names its scene, also at and beyond the edges", () => {
  assert.deepEqual([-1, 0, 3.9, 4, 5, 16, 99].map((at) => sceneAt(axis, at).n), [1, 1, 1, 2, 3, 3, 3]);
});

test("a line lies as far into its scene as its lines go", () => {
  assert.deepEqual([1, 6, 11, 12].map((line) => placeOfLine(axis, line)), [0, 2, 4, 4.5]);
});

test("a script without scenes has an axis all the same", () => {
  const none = axisOf([]);
  assert.equal(none.total, 1);
  assert.equal(placeOfLine(none, 3), 0);
  assert.equal(barsPath(none, 100, 0, 10, () => true), "");
});
