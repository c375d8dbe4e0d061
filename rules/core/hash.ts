/** What signatures are filed under, computed alike at build time and along an address. All hashes are 32-bit. */

/** The hash of nothing, and what comes before a path's first segment. */
export const START = 0x811c9dc5 | 0;

/** Takes in one more UTF-16 code unit (FNV-1a). */
export function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** One hash out of two; the order matters. The high bits depend on every bit of both. */
export function join(left: number, right: number): number {
  const mixed = ((left << 7) | (left >>> 25)) ^ right;
  return Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1);
}

export function hashText(text: string): number {
  let hash = START;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return hash;
}

/** A host read from its end, so that one walk over it meets the hash of every broader host on its way. */
export function hashHost(host: string): number {
  let hash = START;
  for (let at = host.length - 1; at >= 0; at--) hash = step(hash, host.charCodeAt(at));
  return hash;
}

/** The key of a host, from its hash. */
export function hostKey(hash: number): number {
  return join(START, hash);
}

const SMALL_LETTERS = 0x20202020;

/** Every host of eight characters or more by its last eight, a shorter one by its last four; capitals as small letters. */
export function tailKey(host: string): number {
  return host.length >= 8 ? longTailKey(host, host.length) : shortTailKey(host, host.length);
}

export function longTailKey(text: string, end: number): number {
  return join(fourFrom(text, end - 8) | SMALL_LETTERS, fourFrom(text, end - 4) | SMALL_LETTERS);
}

export function shortTailKey(text: string, end: number): number {
  return join(START, fourFrom(text, end - 4) | SMALL_LETTERS);
}

/** Four characters as one number. */
function fourFrom(text: string, begin: number): number {
  return (
    text.charCodeAt(begin) |
    (text.charCodeAt(begin + 1) << 8) |
    (text.charCodeAt(begin + 2) << 16) |
    (text.charCodeAt(begin + 3) << 24)
  );
}

/** How many characters of a path segment its head takes in. */
export const HEAD = 4;

/** The first four characters of the segment from `begin` to before `end`, or all of a shorter one. */
export function headOf(text: string, begin: number, end: number): number {
  if (end - begin >= HEAD) return fourFrom(text, begin);
  let head = 0;
  for (let at = begin; at < end; at++) head = (head << 8) | text.charCodeAt(at);
  return head;
}

/** A whole segment by its head, its length and its last two characters: enough to know most strangers by. */
export function hashSegment(text: string, begin: number, end: number, head: number): number {
  const length = end - begin;
  const tail = length < HEAD ? 0 : text.charCodeAt(end - 1) | (text.charCodeAt(end - 2) << 8);
  return join(head, tail ^ (length << 16));
}

/** A segment and the beginning of the next one. */
export function hashPair(segment: number, nextHead: number): number {
  return join(segment, nextHead);
}
