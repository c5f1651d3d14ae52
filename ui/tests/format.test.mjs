import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./load.mjs";

const { bytes, duration, percent } = await load("src/shared/format.ts");
const { eighths } = await load("src/script/length.ts");

test("page eighths are written as script people write them", () => {
  assert.deepEqual([3, 8, 11, 146].map((n) => eighths(n)), ["3/8", "1", "1 3/8", "18 2/8"]);
});

test("time left goes in steps that do not flicker", () => {
  assert.deepEqual([400, 41_000, 130_000, 119_600, 731_000, 3_905_000].map((ms) => duration(ms)), ["1 s", "41 s", "2 min 10 s", "2 min", "12 min", "1 h 5 min"]);
});

test("sizes and shares carry their unit", () => {
  assert.deepEqual([bytes(900), bytes(986_048_768), bytes(1_610_612_736), percent(0.374)], ["900 B", "986 MB", "1.6 GB", "37 %"]);
});
