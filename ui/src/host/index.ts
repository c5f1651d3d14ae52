import type { Host } from "./host";

export { asFailure } from "./host";
export type { DropPhase, ExportFormat, Host } from "./host";

/** The application behind this window: Tauri's, or in the build for tests the fake one where the address asks for it. */
export async function openHost(): Promise<Host> {
  if (__FAKE__ && new URLSearchParams(location.search).has("fake")) return (await import("./fake")).fake();
  return (await import("./tauri")).tauri;
}
