/* What the window looks like to people and to their aids: themes, contrast, roles, size of what is hit. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { openBrowser } from "./window.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let window;
before(async () => (window = await openBrowser()));
after(() => window.close());

const desk = async (page) => {
  await page.locator(".pile .name", { hasText: "Tare" }).click();
  await page.locator("article.page").first().waitFor();
  await page.keyboard.press("j");
};

const SCREENS = {
  "first run": { asked: "=first", go: (page) => page.getByText("Make your library").waitFor() },
  "empty library": { asked: "=empty", go: (page) => page.getByText("Drop scripts here").waitFor() },
  library: { asked: "&tick=60000", go: (page) => page.locator(".pile .name").first().waitFor() },
  desk: { asked: "&tick=60000", go: desk },
  "before coverage": { asked: "&tick=60000", go: (page) => page.locator(".pile .name", { hasText: "The Salt Road" }).click() },
  find: { asked: "&tick=60000", async go(page) { await desk(page); await page.keyboard.press("Control+k"); await page.keyboard.type("snow"); await page.locator("[role=option] mark").first().waitFor(); } },
  models: { asked: "&tick=60000", async go(page) { await page.locator(".pile .name").first().waitFor(); await page.keyboard.press("3"); } },
  privacy: { asked: "&tick=60000", async go(page) { await page.locator(".pile .name").first().waitFor(); await page.keyboard.press("4"); await page.getByText("What binds each process").waitFor(); } },
  keys: { asked: "&tick=60000", async go(page) { await desk(page); await page.keyboard.press("?"); } },
};

for (const [name, screen] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name}, ${colorScheme}: contrast AA and roles right`, async () => {
      const page = await window.page(screen.asked, { colorScheme, bypassCSP: true });
      await screen.go(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"], rules: { region: { enabled: false } } }));
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.failureSummary.split("\n")[1] ?? ""}`).join(" | ")}`);
      assert.deepEqual(told, []);
      await page.context().close();
    });
  }
}

test("what is hit is at least 28 pixels high", async () => {
  const page = await window.page("&tick=60000");
  await desk(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, [role=slider], a")].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0) return [];
      // A tag inside a sentence reaches above and below its line through its ::after.
      const reach = getComputedStyle(element, "::after");
      const extra = reach.position === "absolute" ? -2 * Number.parseFloat(reach.top || "0") : 0;
      return height + Math.max(0, extra) < 28 ? [`${element.textContent.trim()} ${height}`] : [];
    }),
  );
  assert.deepEqual(small, []);
});

test("the theme follows the system until it is chosen, and the choice survives a restart", async () => {
  const page = await window.page("&tick=60000", { colorScheme: "dark" });
  await page.locator(".pile .name").first().waitFor();
  const theme = () => page.locator("html").getAttribute("data-theme");
  assert.equal(await theme(), "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  await page.keyboard.press("t");
  assert.equal(await theme(), "dark");
  await page.waitForTimeout(600);
  await page.reload();
  await page.locator(".pile .name").first().waitFor();
  assert.equal(await theme(), "dark");
});

test("the help sheet lists the keys that work here", async () => {
  const page = await window.page("&tick=60000");
  await desk(page);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  assert.match(await sheet.innerText(), /Next sentence, and its page/);
  assert.doesNotMatch(await sheet.innerText(), /First row/);
});

test("the keyboard alone comes everywhere: rail, band, table, foot", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name").first().waitFor();
  const reached = new Set();
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim().slice(0, 13)));
  }
  for (const wanted of ["Library", "Models", "Privacy", "Filter the library", "Documents", "Choose files…", "Cancel"]) assert.ok(reached.has(wanted), `${wanted} in ${[...reached]}`);
});

test("the window answers a key within 100 ms on a feature", async () => {
  const page = await window.page("&tick=60000");
  await page.locator(".pile .name", { hasText: "A Quiet Inheritance" }).click();
  await page.locator("article.page").first().waitFor();
  const times = [];
  for (let n = 0; n < 12; n += 1) {
    times.push(await page.evaluate(() => new Promise((done) => {
      const from = performance.now();
      dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
    })));
  }
  const middle = times.toSorted((a, b) => a - b)[6];
  assert.ok(middle < 100, `${Math.round(middle)} ms`);
});
