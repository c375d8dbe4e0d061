/** Rolling hashes: what a signature is filed under, computed alike at build time and along an address. All are 32-bit. */

/** The hash of nothing: where every label and segment begins. */
export const START = 0x811c9dc5 | 0;

/** Takes in one more UTF-16 code unit (FNV-1a). */
export function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** One hash out of two; the order matters. */
export function join(left: number, right: number): number {
  return Math.imul(((left << 7) | (left >>> 25)) ^ right, 0x9e3779b1);
}

export function hashText(text: string): number {
  let hash = START;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return hash;
}

/** Label by label from the right, so that walking a host once gives the hash of every broader host. */
export function hashHost(host: string): number {
  return host.split('.').reduceRight((hash, label) => join(hash, hashText(label)), START);
}

/** What a key stands for. The same text under two kinds gives two keys. */
export const KEY = {
  host: 0x1b873593,
  /** A whole path segment. */
  segment: 0x2545f491,
  /** Two neighbouring path segments. */
  pair: 0x3c6ef372,
  /** A path segment up to and including its first `-`, `.` or `@` that is not its first character. */
  word: 0x510e527f,
  global: 0x6a09e667,
  element: 0x5be0cd19,
} as const;

/** The key of a hash of one kind. Its high bits choose the slot, so they must depend on every bit of the hash. */
export function keyOf(kind: number, hash: number): number {
  return Math.imul(hash ^ (hash >>> 15) ^ kind, 0x85ebca6b);
}

/** True for a character that ends a segment's first word: `-`, `.` and `@`, after which versions and variants are written. */
export function endsWord(code: number): boolean {
  return code === 45 || code === 46 || code === 64;
}
