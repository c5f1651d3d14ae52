import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "./window.mjs";

let window;
before(async () => (window = await openBrowser()));
after(() => window.close());

const find = async (page, words) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(words);
};

test("Ctrl-K finds a line in any script, with the words marked, and opens it", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name").first().waitFor();
  await find(page, "raising gates");
  const hit = page.getByRole("option").first();
  await hit.locator("mark").first().waitFor();
  assert.deepEqual(await hit.locator("mark").allInnerTexts(), ["raising", "gates"]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Tare", level: 1 }).waitFor();
  assert.deepEqual(await page.locator("article.page mark.active").allInnerTexts(), ["raising", "gates"]);
});

test("what was found is marked on the strip, and N goes from line to line", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name", { hasText: "Tare" }).click();
  await find(page, "lantern");
  await page.locator("[role=option] mark").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("article.page mark.active").waitFor();
  assert.equal(await page.locator(".strip .tick").count(), 3);
  await page.keyboard.press("n");
  await page.getByRole("article", { name: "Page 5" }).locator("mark.active").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".strip .tick").count(), 0);
});

test("it goes to a page, to a scene, and to another script by name", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name", { hasText: "The Long Ledger" }).click();
  await page.locator("article.page").first().waitFor();
  await find(page, "p61");
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: "Page 61" }).waitFor();
  await find(page, "kite");
  await page.getByRole("option", { name: /^Kite/ }).click();
  await page.getByRole("heading", { name: "Kite", level: 1 }).waitFor();
});

test("it runs commands, and says when nothing is found", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name").first().waitFor();
  await find(page, "zzzz");
  await page.getByText("Nothing says “zzzz”.").waitFor();
  await page.getByRole("combobox").fill("privacy");
  await page.getByRole("option", { name: "Privacy" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nothing leaves this machine" }).waitFor();
});

test("plain keys do not act behind it", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("t3");
  assert.equal(await page.getByRole("combobox").inputValue(), "t3");
  await page.keyboard.press("Escape");
  await page.getByRole("grid", { name: "Documents" }).waitFor();
});
