import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { drag, openBrowser } from "./window.mjs";

let window;
before(async () => (window = await openBrowser()));
after(() => window.close());

const titles = (page) => page.locator(".pile .name").allInnerTexts();
const library = async (asked = "&tick=60000") => {
  const page = await window.page(asked);
  await page.locator(".pile .name").first().waitFor();
  return page;
};

test("a drop over the window is announced, taken in and listed", async () => {
  const page = await window.page("=empty");
  await page.getByText("Drop scripts here").waitFor();
  await drag(page, "over");
  await page.getByText("Drop to add to the library").waitFor();
  await drag(page, "drop", ["/home/ada/North Light.fountain", "/home/ada/empty.fountain"]);
  await page.getByText("Reading 2 files").waitFor();
  await page.locator(".pile .name", { hasText: "North Light" }).waitFor();
  const notice = page.getByRole("alert");
  assert.match(await notice.innerText(), /empty\.fountain: The file is empty\.\s+Export the script again/);
});

test("an error stays until it is read", async () => {
  const page = await window.page("=empty");
  await page.getByText("Drop scripts here").waitFor();
  await page.clock.install();
  await drag(page, "drop", ["/home/ada/empty.fountain"]);
  await page.clock.runFor(60_000);
  await page.getByRole("alert").waitFor();
  await page.getByRole("button", { name: "Take this notice away" }).click();
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("an empty library offers the samples", async () => {
  const page = await window.page("=empty");
  await page.getByRole("button", { name: "Add the sample scripts" }).click();
  await page.locator(".pile .name", { hasText: "Tare" }).waitFor();
});

test("columns sort both ways; what is missing comes last either way", async () => {
  const page = await library();
  await page.getByRole("button", { name: "Pages" }).click();
  assert.equal((await titles(page))[0], "Tare");
  await page.getByRole("button", { name: "Pages" }).click();
  assert.equal((await titles(page))[0], "A Quiet Inheritance");
  await page.getByRole("button", { name: "Verdict" }).click();
  assert.deepEqual((await titles(page)).slice(-2).toSorted(), ["Scan_0034", "The Salt Road"]);
  await page.getByRole("button", { name: "Verdict" }).click();
  assert.deepEqual((await titles(page)).slice(-2).toSorted(), ["Scan_0034", "The Salt Road"]);
});

test("the filter narrows by every word, and Escape clears it", async () => {
  const page = await library();
  await page.keyboard.press("/");
  await page.keyboard.type("drama pass");
  await page.getByText("1 of 9").waitFor();
  assert.deepEqual(await titles(page), ["A Quiet Inheritance"]);
  await page.keyboard.press("Escape");
  await page.getByText("9 documents").first().waitFor();
});

test("arrows, J and K choose a row, Enter opens it", async () => {
  const page = await library();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  assert.match(await page.locator("[role=row][aria-selected=true]").innerText(), /Tare/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Tare" }).waitFor();
});

test("the chosen row copies as text", async () => {
  const page = await library();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const text = await page.evaluate(() => new Promise((done) => {
    addEventListener("copy", (event) => done(event.clipboardData.getData("text/plain")));
    document.execCommand("copy");
  }));
  assert.match(text, /^Tare\tConsider\t4 3 3 3 4 3 2\t7\tDrama\tnight exteriors 5, snow 6, vehicles, moving 4\t56\/58$/);
});

test("deleting asks first, because it is final", async () => {
  const page = await library();
  await page.keyboard.press("End");
  await page.keyboard.press("Delete");
  await page.getByRole("alertdialog").getByText("cannot be brought back").waitFor();
  await page.keyboard.press("Escape");
  assert.equal((await titles(page)).length, 9);
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("8 documents").first().waitFor();
  assert.ok(!(await titles(page)).includes("Scan_0034"));
});

test("work shows where it is and how long it takes, can be stopped, and goes on later", async () => {
  const page = await library("&tick=120");
  await page.getByRole("contentinfo").getByRole("progressbar").waitFor();
  await page.getByText(/Reading scene \d+ of 71/).waitFor();
  await page.getByText(/\d+ (s|min)( \d+ s)? left/).first().waitFor();
  await page.getByRole("contentinfo").getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Nothing is running").waitFor();
  await page.getByText(/Stopped at \d+ %/).waitFor();
  await page.locator(".pile .name", { hasText: "The Salt Road" }).click();
  await page.getByText("it goes on where it stopped").waitFor();
  await page.getByRole("button", { name: /Go on/ }).click();
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).waitFor();
});

test("C writes coverage of the chosen row, and the report is there when it is done", async () => {
  const page = await window.page("=empty&tick=5");
  await page.getByRole("button", { name: "Add the sample scripts" }).click();
  await page.locator(".pile .name", { hasText: "Tare" }).waitFor();
  await page.keyboard.press("c");
  await page.getByText("Coverage of Tare is ready.").waitFor();
  await page.locator(".pile .verdict", { hasText: "Consider" }).waitFor();
});

test("without a model, coverage says so and offers what can be done", async () => {
  const page = await window.page("=bare");
  await page.getByRole("button", { name: "Add the sample scripts" }).click();
  await page.locator(".pile .name", { hasText: "Tare" }).waitFor();
  await page.keyboard.press("c");
  const alert = page.getByRole("alert");
  assert.match(await alert.innerText(), /There is no model on this machine\.\s+Add one under Models/);
});

test("a library of two thousand draws only what is seen", async () => {
  const page = await window.page("=2000");
  await page.locator(".pile .name").first().waitFor();
  assert.ok((await page.locator(".pile [role=row]").count()) < 60);
  await page.keyboard.press("End");
  await page.locator("[role=row][aria-selected=true]").waitFor();
  assert.ok(await page.locator("[role=row][aria-selected=true]").isVisible());
});
