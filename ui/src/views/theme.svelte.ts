import { createSubscriber } from "svelte/reactivity";

const system = matchMedia("(prefers-color-scheme: dark)");
const follow = createSubscriber((changed) => {
  system.addEventListener("change", changed);
  return () => system.removeEventListener("change", changed);
});

/** Whether the window is dark: as the user chose, or as the system is. */
export function darkNow(chosen: string): boolean {
  if (chosen === "dark" || chosen === "light") return chosen === "dark";
  follow();
  return system.matches;
}
