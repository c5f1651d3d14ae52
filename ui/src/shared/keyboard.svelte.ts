import { untrack } from "svelte";

/** What a key does where it works. The help sheet is drawn from the same table that handles the key. */
export interface Binding {
  /** `J`, `ArrowLeft`, `Ctrl+K`, `Shift+J`, `?`. Any one of them. */
  keys: string[];
  /** What it does, for the help sheet. */
  does: string;
  /** Heading on the help sheet. */
  group: string;
  /** Absent where the browser does it and the table only tells. */
  run?: (event: KeyboardEvent) => void;
}

let tables: Binding[][] = $state.raw([]);

/** Registers the keys of a component for as long as it is on the screen. Later tables win. */
export function useKeys(make: () => Binding[]): void {
  $effect(() => {
    const table = untrack(make);
    tables = [...untrack(() => tables), table];
    return () => {
      tables = tables.filter((other) => other !== table);
    };
  });
}

/** Every key that works now, in the order of registration. */
export function workingKeys(): Binding[] {
  return tables.flat();
}

/** Runs what the key is bound to. Plain keys are left alone while someone types or a dialog is open. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  const held = event.ctrlKey || event.metaKey;
  if (!held && (isTyping(event.target) || document.querySelector("[role=dialog],[role=alertdialog],[role=menu]"))) return;
  for (const table of tables.toReversed()) {
    const run = table.find((candidate) => candidate.keys.includes(name))?.run;
    if (!run) continue;
    event.preventDefault();
    run(event);
    return;
  }
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const letter = /^[A-Z]$/.test(key) || key.length > 1;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey && letter ? "Shift+" : ""}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
}
