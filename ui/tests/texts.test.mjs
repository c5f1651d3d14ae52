/* Interface texts: every id that is asked for exists, every text that exists is asked for. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));

async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(entries.map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)])));
  return nested.flat();
}

const files = await filesIn(SOURCE);
const read = async (match) => Promise.all(files.filter((file) => match.test(file)).map(async (file) => ({ file, text: await readFile(file, "utf8") })));
const code = await read(/\.(svelte|ts)$/);
const sheets = await read(/\.css$/);
const ids = new Set([...(await readFile(join(SOURCE, "i18n/en.ftl"), "utf8")).matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((match) => match[1]));

test("every text that is asked for exists", () => {
  const asked = code.flatMap(({ text }) => [...text.matchAll(/\bt\((?:[^"`()]*\? )?"([a-z0-9-]+)"(?:(?: :)? "([a-z0-9-]+)")?/g)].flatMap((match) => [match[1], match[2]]).filter(Boolean));
  assert.ok(asked.length > 100);
  assert.deepEqual(asked.filter((id) => !ids.has(id)), []);
});

test("every text is asked for", () => {
  const all = code.map(({ text }) => text).join("\n");
  const prefixes = [...all.matchAll(/`([a-z-]+-)\$\{/g)].map((match) => match[1]);
  const unused = [...ids].filter((id) => !all.includes(`"${id}"`) && !prefixes.some((prefix) => id.startsWith(prefix)));
  assert.deepEqual(unused, []);
});

test("only host/ imports from Tauri, and only the fake may look like a library", () => {
  const strangers = code.filter(({ file, text }) => /from "@tauri-apps\//.test(text) && !file.includes("/host/"));
  assert.deepEqual(strangers.map(({ file }) => file), []);
});

test("the web view keeps nothing", () => {
  const keepers = code.filter(({ text }) => /localStorage|sessionStorage|indexedDB|document\.cookie/.test(text));
  assert.deepEqual(keepers.map(({ file }) => file), []);
});

test("shared/ knows no word of the trade", () => {
  const words = /\b(script|scene|coverage|screenplay|verdict|logline|claim)s?\b/i;
  const strangers = code.filter(({ file }) => file.includes("/shared/")).flatMap(({ file, text }) =>
    text.replaceAll(/<\/?script[^>]*>/g, "").split("\n").filter((line) => words.test(line)).map((line) => `${file}: ${line.trim()}`),
  );
  assert.deepEqual(strangers, []);
});

test("no shadow, gradient or blur: the web view draws in software", () => {
  const style = [...code, ...sheets].filter(({ text }) => /box-shadow|text-shadow|gradient\(|blur\(/.test(text));
  assert.deepEqual(style.map(({ file }) => file), []);
});
