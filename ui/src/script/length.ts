/** Page eighths as script people write them: `18 2/8`, `3/8`, `4`. */
export function eighths(n: number): string {
  const pages = Math.floor(n / 8);
  const rest = n % 8;
  if (rest === 0) return String(pages);
  return pages === 0 ? `${rest}/8` : `${pages} ${rest}/8`;
}
