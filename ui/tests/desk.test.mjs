import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "./window.mjs";

let window;
before(async () => (window = await openBrowser()));
after(() => window.close());

const open = async (title, asked = "&tick=60000", options = {}) => {
  const page = await window.page(asked, options);
  await page.locator(".pile .name", { hasText: title }).click();
  await page.locator("article.page").first().waitFor();
  return page;
};

/** What is marked and can be seen now. */
const marked = async (page, kind = "active") => {
  const found = page.locator(`.page mark.${kind}`);
  await found.first().waitFor();
  assert.ok(await found.first().evaluate((mark) => {
    const { top, bottom } = mark.getBoundingClientRect();
    const box = mark.closest(".scroller").getBoundingClientRect();
    return top >= box.top && bottom <= box.bottom;
  }), "the mark is in view");
  return (await found.allInnerTexts()).join(" ");
};

test("a click on a sentence opens its page with the quote marked", async () => {
  const page = await open("Tare");
  await page.getByText("Eleven trucks in a line with their lamps off, Tomas at the head of them.”").click();
  assert.equal(await marked(page), "Eleven trucks in a line with their lamps off, Tomas at the head of them.");
  assert.equal(await page.locator("[data-claim='synopsis.10'] button").getAttribute("aria-pressed"), "true");
  assert.deepEqual(page.complaints, []);
});

test("a page tag marks its own place, and the other place of the sentence more lightly", async () => {
  const page = await open("Tare");
  const sentence = page.locator("[data-claim='logline']");
  await sentence.getByRole("button", { name: "p5" }).click();
  assert.equal(await marked(page), "I have signed that there is nobody there.");
  await sentence.getByRole("button", { name: "p1" }).click();
  assert.equal(await marked(page), "You are losing weight, my friend.");
});

test("every sentence of the report can be walked to by key, and each shows its quote", async () => {
  const page = await open("Tare");
  const seen = new Set();
  for (;;) {
    await page.keyboard.press("j");
    const key = await page.locator("[data-claim].mine").getAttribute("data-claim");
    if (seen.has(key)) break;
    seen.add(key);
    await marked(page);
  }
  assert.ok(seen.size > 45, `${seen.size} sentences`);
  await page.keyboard.press("k");
  assert.equal(await page.locator("[data-claim].mine").getAttribute("data-claim"), [...seen].at(-2));
});

test("H and L walk the places of one sentence; Escape chooses nothing", async () => {
  const page = await open("Tare");
  await page.keyboard.press("j");
  assert.equal(await marked(page), "You are losing weight, my friend.");
  await page.keyboard.press("l");
  assert.equal(await marked(page), "I have signed that there is nobody there.");
  await page.keyboard.press("h");
  assert.equal(await marked(page), "You are losing weight, my friend.");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".page mark").count(), 0);
});

test("extracts are shown as the script's own words", async () => {
  const page = await open("Tare");
  const extract = page.locator("[data-claim='synopsis.10']");
  assert.match(await extract.innerText(), /extract\s*“Eleven trucks/);
});

test("the strip names a scene under the pointer and goes there on a click and by key", async () => {
  const page = await open("The Long Ledger");
  const strip = page.getByRole("slider", { name: "Scenes of the script" });
  await strip.hover({ position: { x: 700, y: 20 } });
  const name = await page.locator(".strip .name").innerText();
  assert.match(name, /^\d+ +(INT|EXT)\. .+p\d+ · /);
  await strip.click({ position: { x: 700, y: 20 } });
  const number = name.match(/^\d+/)[0];
  await page.locator(".page .number.left", { hasText: new RegExp(`^${number}$`) }).waitFor();
  assert.equal(await strip.getAttribute("aria-valuenow"), number);
  await strip.press("ArrowRight");
  assert.equal(await strip.getAttribute("aria-valuenow"), String(Number(number) + 1));
  await page.keyboard.press("Escape");
  await page.keyboard.press("[");
  await page.waitForFunction((wanted) => document.querySelector(".strip").getAttribute("aria-valuenow") === wanted, number);
});

test("dragging over the strip, or Shift and an arrow, chooses scenes and lists only them", async () => {
  const page = await open("Tare");
  const strip = page.getByRole("slider", { name: "Scenes of the script" });
  const { x, y, width } = await strip.boundingBox();
  await page.mouse.move(x + width * 0.2, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.5, y + 20, { steps: 4 });
  await page.mouse.up();
  assert.match(await page.locator(".strip .who").innerText(), /Scenes \d+–\d+ · \d.* pp/);
  assert.match(await page.locator("#title-scenes").innerText(), /\d of 14/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".strip .who").count(), 0);
  await strip.press("Home");
  await strip.press("Shift+ArrowRight");
  await page.getByText("Scenes 1–2 · 5/8 pp").waitFor();
});

test("a long script draws only the pages that are seen", async () => {
  const page = await open("A Quiet Inheritance");
  assert.ok((await page.locator("article.page").count()) < 8);
  await page.getByRole("region", { name: "Pages of the script" }).evaluate((pages) => pages.scrollTo({ top: pages.scrollHeight }));
  await page.getByRole("article", { name: "Page 119" }).waitFor();
});

test("the page is US Letter at any width", async () => {
  const page = await open("Tare");
  const { width, height } = await page.locator("article.page").first().boundingBox();
  assert.ok(Math.abs(height / width - 11 / 8.5) < 0.004, `${height / width}`);
});

test("a character's presence is shown on the strip", async () => {
  const page = await open("Tare");
  await page.getByRole("button", { name: "RUE", exact: true }).click();
  await page.getByText("RUE in 3 scenes").waitFor();
});

test("before coverage, what is counted is there at once, with how long the rest will take", async () => {
  const page = await window.page("=empty&tick=5");
  await page.getByRole("button", { name: "Add the sample scripts" }).click();
  await page.locator(".pile .name", { hasText: "Tare" }).click();
  await page.getByText("No coverage yet").waitFor();
  assert.match(await page.locator("#section-counted").innerText(), /Pages\s*7\s*5–7 min\s*Scenes\s*14/);
  await page.getByText(/will take about 1 min 10 s, measured on this machine/).waitFor();
  await page.getByRole("button", { name: "Write coverage" }).click();
  await page.locator(".cards").getByText("Recommend").waitFor();
});

test("counting alone asks no model and shows the cast", async () => {
  const page = await window.page("=empty&tick=5");
  await page.getByRole("button", { name: "Add the sample scripts" }).click();
  await page.locator(".pile .name", { hasText: "Tare" }).click();
  await page.getByRole("button", { name: "Count only" }).click();
  await page.locator("#section-characters").getByText("ILKA").first().waitFor();
  await page.getByRole("button", { name: "Write coverage" }).waitFor();
});

test("the report goes out as HTML, DOCX and JSON, and says where it is", async () => {
  const page = await open("Tare");
  for (const [item, path] of [["To read and print", "Tare.html"], ["To edit", "Tare.docx"], ["For other programs", "Tare.json"]]) {
    await page.keyboard.press("e");
    await page.getByRole("menuitem", { name: item }).click();
    await page.getByText(`The report is at /home/ada/Documents/${path}`).waitFor();
  }
});

test("a report that cannot be written says why and what to do", async () => {
  const page = await open("Tare", "&tick=60000&save=/denied/Tare.html");
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  assert.match(await alert.innerText(), /the folder is read-only\.\s+Choose another folder/);
});

test("a scan says that it has no text", async () => {
  const page = await open("Scan_0034");
  await page.getByText("There is no text on these pages").waitFor();
  await page.getByText("Nothing can be shown of this page").first().waitFor();
});

test("page, sentence, width and folded sections survive a restart", async () => {
  const page = await open("Tare");
  await page.getByRole("separator", { name: "Width of the pages" }).press("ArrowLeft");
  await page.locator("#title-summary").click();
  await page.locator("[data-claim='synopsis.9']").click();
  await marked(page);
  const before = await page.getByRole("separator").getAttribute("aria-valuenow");
  await page.waitForTimeout(600);
  await page.reload();
  await page.getByRole("heading", { name: "Tare", level: 1 }).waitFor();
  assert.equal(await page.getByRole("separator").getAttribute("aria-valuenow"), before);
  assert.equal(await page.locator("#title-summary").getAttribute("aria-expanded"), "false");
  assert.equal(await marked(page), "Beats the flame flat with her sleeve.");
});
