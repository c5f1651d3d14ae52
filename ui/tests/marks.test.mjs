/* The felt pen: exactly the quoted words, however the typesetter broke their line. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./load.mjs";

const { markedRanges, piecesOf } = await load("src/script/marks.ts");

const row = (text, offset, line = 7) => ({ line, kind: "action", column: 0, text, offset, scene_number: null, scene: 1 });
const pages = (...rows) => [{ number: 1, rows, unreadable: null }];

/** Marked words in ‹ ›, those of the active place in « ». */
function draw(rows, marks) {
  const ranges = markedRanges(pages(...rows), marks);
  const sign = { none: ["", ""], marked: ["‹", "›"], active: ["«", "»"] };
  return rows.map((one) => piecesOf(one, ranges.get(one.line)).map(({ text, mark }) => sign[mark][0] + text + sign[mark][1]).join(""));
}

test("a quote inside one row", () => {
  assert.deepEqual(draw([row("She slides the poise one notch.", 0)], [{ line: 7, quote: "the poise", active: true }]), ["She slides «the poise» one notch."]);
});

test("a quote across rows is marked in each, without the blank that the break took", () => {
  const rows = [row("Along the shore, lanterns.", 0), row("Twenty, thirty.", 27)];
  assert.deepEqual(draw(rows, [{ line: 7, quote: "lanterns. Twenty", active: true }]), ["Along the shore, «lanterns.»", "«Twenty», thirty."]);
});

test("a quote across a page break is found", () => {
  const first = row("Half a million", 0);
  const second = row("for a dead boat.", 15);
  const ranges = markedRanges([{ number: 1, rows: [first] }, { number: 2, rows: [second] }], [{ line: 7, quote: "million for a", active: false }]);
  assert.deepEqual(piecesOf(second, ranges.get(7)).map((piece) => piece.mark), ["marked", "none"]);
});

test("the same words in another line stay unmarked", () => {
  assert.deepEqual(draw([row("Yes.", 0, 7), row("Yes.", 0, 9)], [{ line: 9, quote: "Yes.", active: true }]), ["Yes.", "«Yes.»"]);
});

test("two places of one claim: the active one is told from the other", () => {
  const marks = [{ line: 7, quote: "one", active: true }, { line: 7, quote: "three", active: false }];
  assert.deepEqual(draw([row("one two three", 0)], marks), ["«one» two ‹three›"]);
});

test("letter case and runs of blanks are forgiven", () => {
  assert.deepEqual(draw([row("INT. BOOTH - NIGHT", 0)], [{ line: 7, quote: "Int.  booth", active: true }]), ["«INT. BOOTH» - NIGHT"]);
});

test("a quote that is not there marks the line rather than nothing", () => {
  assert.deepEqual(draw([row("Snow.", 0)], [{ line: 7, quote: "Rain", active: true }]), ["«Snow.»"]);
});

test("letters outside the basic plane count two, as on the wire", () => {
  assert.deepEqual(draw([row("🚚 rolls", 0), row("on.", 9)], [{ line: 7, quote: "on.", active: true }]), ["🚚 rolls", "«on.»"]);
});
