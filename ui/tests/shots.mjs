/* Pictures of every screen at two sizes in both themes: SHOTS=folder npm run shots */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { drag, openBrowser } from "./window.mjs";

const folder = process.env.SHOTS ?? "/tmp/coldread-shots";
const only = process.env.ONLY?.split(",");
const SIZES = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }];

const openRow = async (page, title) => {
  await page.locator(".name", { hasText: title }).first().click();
  await page.locator("article.page").first().waitFor();
};

/** What to do to come to each screen. */
const SCREENS = {
  "first-run": { asked: "=first", go: (page) => page.fill("#passphrase", "lantern copper") },
  unlock: {
    asked: "=locked",
    async go(page) {
      await page.fill("#passphrase", "something else");
      await page.keyboard.press("Enter");
      await page.getByText("not the one").waitFor();
    },
  },
  empty: { asked: "=empty", go: (page) => page.getByText("Drop scripts here").waitFor() },
  drop: { asked: "=empty", go: (page) => drag(page, "over") },
  library: {
    asked: "&tick=60000",
    async go(page) {
      await page.locator(".name").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
    },
  },
  coverage: {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "Tare");
      for (let n = 0; n < 4; n += 1) await page.keyboard.press("j");
      await page.waitForTimeout(150);
    },
  },
  "coverage-presence": {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "The Long Ledger");
      await page.getByRole("button", { name: "OSKAR" }).click();
      await page.locator("#section-presence").scrollIntoViewIfNeeded();
      await page.locator(".strip").hover({ position: { x: 500, y: 20 } });
    },
  },
  "coverage-range": {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "The Long Ledger");
      const { x, y, width } = await page.locator(".strip").boundingBox();
      await page.mouse.move(x + width * 0.3, y + 20);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.5, y + 20, { steps: 4 });
      await page.mouse.up();
      await page.mouse.move(x + 10, y + 300);
      await page.locator(".jumps button", { hasText: "Scenes" }).click();
    },
  },
  "coverage-found": {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "Tare");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("lantern");
      await page.locator("[role=option] mark").first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator("article.page mark").first().waitFor();
    },
  },
  "coverage-end": {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "Tare");
      await page.locator(".jumps button", { hasText: "Characters" }).click();
      await page.waitForTimeout(100);
    },
  },
  running: { asked: "&tick=60000", go: (page) => openRow(page, "The Salt Road") },
  "before-coverage": {
    asked: "=empty",
    async go(page) {
      await page.getByRole("button", { name: "Add the sample scripts" }).click();
      await openRow(page, "Tare");
    },
  },
  find: {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "Tare");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("lantern");
      await page.locator("mark").first().waitFor();
    },
  },
  export: {
    asked: "&tick=60000",
    async go(page) {
      await openRow(page, "Tare");
      await page.keyboard.press("e");
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  delete: {
    asked: "&tick=60000",
    async go(page) {
      await page.locator(".name").first().waitFor();
      await page.keyboard.press("Delete");
      await page.getByRole("alertdialog").waitFor();
    },
  },
  models: { asked: "&tick=60000", async go(page) { await page.keyboard.press("3"); } },
  "models-none": { asked: "=bare", async go(page) { await page.keyboard.press("3"); } },
  privacy: { asked: "&tick=60000", async go(page) { await page.keyboard.press("4"); } },
  keys: { asked: "&tick=60000", async go(page) { await openRow(page, "Tare"); await page.keyboard.press("?"); } },
  notice: {
    asked: "=empty",
    async go(page) {
      await drag(page, "drop", ["/x/empty.fountain", "/x/notes.pages"]);
      await page.getByRole("alert").first().waitFor();
    },
  },
};

await mkdir(folder, { recursive: true });
const window = await openBrowser();
for (const [name, screen] of Object.entries(SCREENS)) {
  if (only && !only.includes(name)) continue;
  for (const viewport of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await window.page(screen.asked, { viewport, colorScheme });
      await page.locator("main, .window").first().waitFor();
      await screen.go(page);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(120);
      await page.screenshot({ path: join(folder, `${name}-${viewport.width}-${colorScheme}.png`) });
      if (page.complaints.length > 0) console.log(name, [...new Set(page.complaints)]);
      await page.context().close();
    }
  }
}
await window.close();
