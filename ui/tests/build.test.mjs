/* What the application ships: no fake, nothing that its policy would refuse. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const { output } = await build({ root, mode: "production", logLevel: "silent", build: { write: false } });
const textOf = (file) => String(file.code ?? file.source);

test("the build holds no fake library", () => {
  const fakes = output.filter((file) => /weighbridge|fake-drop/i.test(textOf(file)));
  assert.deepEqual(fakes.map((file) => file.fileName), []);
});

test("every script and style comes from a file of its own", () => {
  const page = textOf(output.find((file) => file.fileName === "index.html"));
  assert.doesNotMatch(page, /<script(?![^>]*src=)|<style|\son[a-z]+=/);
});

test("nothing is fetched from elsewhere, and no font hides in a data address", () => {
  const styles = output.filter((file) => file.fileName.endsWith(".css")).map(textOf).join("\n");
  assert.doesNotMatch(styles, /url\((?:"|')?(?:https?:|data:|\/\/)/);
});
