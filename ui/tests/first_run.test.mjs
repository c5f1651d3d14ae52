import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "./window.mjs";

let window;
before(async () => (window = await openBrowser()));
after(() => window.close());

test("the first run makes a library, tells where it lies, and leads to an empty shelf", async () => {
  const page = await window.page("=first");
  await page.getByRole("heading", { name: "Make your library" }).waitFor();
  assert.match(await page.locator("main").innerText(), /\/home\/ada\/\.local\/share\/coldread/);
  assert.match(await page.locator("main").innerText(), /None on this machine yet/);

  await page.getByLabel("Passphrase", { exact: true }).fill("short");
  await page.keyboard.press("Enter");
  await page.getByText("At least 8 characters").waitFor();

  await page.getByLabel("Passphrase", { exact: true }).fill("lantern copper gate mitten");
  await page.getByText("Strong.").waitFor();
  await page.getByLabel("The same again").fill("lantern copper gate");
  await page.keyboard.press("Enter");
  await page.getByText("The two do not match.").waitFor();

  await page.getByLabel("The same again").fill("lantern copper gate mitten");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Drop scripts here" }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("the passphrase can be looked at", async () => {
  const page = await window.page("=first");
  const field = page.getByLabel("Passphrase", { exact: true });
  await field.fill("lantern");
  assert.equal(await field.getAttribute("type"), "password");
  await page.getByRole("button", { name: "Show what is typed" }).first().click();
  assert.equal(await field.getAttribute("type"), "text");
});

test("a wrong passphrase is said beside the field; the right one opens", async () => {
  const page = await window.page("=locked");
  await page.getByLabel("Passphrase", { exact: true }).fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Look for Caps Lock").waitFor();
  await page.getByLabel("Passphrase", { exact: true }).fill("correct horse battery staple");
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: "Documents" }).waitFor();
});

test("the library can be locked again", async () => {
  const page = await window.page();
  await page.getByRole("button", { name: "Lock the library" }).click();
  await page.getByRole("heading", { name: "Unlock your library" }).waitFor();
  assert.equal(await page.getByText("The Long Ledger").count(), 0);
});
