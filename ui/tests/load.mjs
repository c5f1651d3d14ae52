import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** A module of the window by itself, for tests that need no window. Path from the folder of package.json. */
export async function load(path) {
  const entry = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
