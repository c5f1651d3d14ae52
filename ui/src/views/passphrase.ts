/** How hard a passphrase is to guess, from 0 (empty) to 4; estimated from length and variety, offline. */
export function strength(passphrase: string): number {
  if (passphrase.length === 0) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(passphrase)).length;
  const words = passphrase.trim().split(/[\s\-_.]+/).filter((word) => word.length > 2);
  const distinct = new Set(passphrase).size;
  // A word is worth some 12 bits whatever its letters; other text some 2.5 bits a distinct letter and kind.
  const bits = Math.max(new Set(words).size * 12, Math.min(passphrase.length, distinct * 2) * (1.4 + kinds * 0.7));
  return bits < 28 ? 1 : bits < 44 ? 2 : bits < 58 ? 3 : 4;
}

/** Fewer characters than this are refused. */
export const SHORTEST = 8;
