/** Numbers as people read them. Units are always part of the text. */

const WHOLE = new Intl.NumberFormat("en-GB");

/** `1,412` */
export function whole(n: number): string {
  return WHOLE.format(n);
}

/** `1.0 GB`, in powers of ten as file managers show them. */
export function bytes(n: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = n;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Milliseconds as `2 min 10 s`, `40 s`, `1 h 5 min`; never below one second. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  // Ten-second steps: a clock that jumps about is worse than one that is coarse.
  const rest = Math.round((seconds % 60) / 10) * 10;
  if (minutes >= 10 || rest === 0) return `${minutes} min`;
  return rest === 60 ? `${minutes + 1} min` : `${minutes} min ${rest} s`;
}

/** A share between 0 and 1 as `42 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `21 Nov 2026` from milliseconds since 1970. */
export function day(ms: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(ms);
}

/** The first `shown` characters of a digest, for people; copying gives all of it. */
export function digest(hex: string, shown = 12): string {
  return hex.slice(0, shown);
}
