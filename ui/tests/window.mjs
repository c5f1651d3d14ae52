import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../dist-fake/", import.meta.url));
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".woff": "font/woff", ".svg": "image/svg+xml" };

/** The policy the window lives under in the application; the tests run under it too. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self' ipc: http://ipc.localhost";

/** The build for tests behind a local address, and Debian's Chromium in front of it. */
export async function openBrowser() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(ROOT, path === "/" ? "index.html" : path);
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": KINDS[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
  return {
    /** A fresh window on the fake host; `asked` is what stands behind `?fake`. Nothing it says in the console is overlooked. */
    async page(asked = "", options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light", ...options });
      // The application freezes it too (`freezePrototype`): a library that writes over it must fail here first.
      await context.addInitScript(() => Object.freeze(Object.prototype));
      const page = await context.newPage();
      page.complaints = [];
      page.on("pageerror", (error) => page.complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") page.complaints.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${port}/?fake${asked}`);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Files dragged over the window, as the host would report them. */
export function drag(page, phase, paths = []) {
  return page.evaluate((detail) => dispatchEvent(new CustomEvent("fake-drop", { detail })), { phase, paths });
}
