/**
 * A stand-in for all address signatures that is small enough for every frame: it says "certainly not" or "perhaps",
 * never "yes". Each signature gives one key, a hash of its most telling literal run; a run begins at a host label or a
 * path segment, spans at most four segments, and ends at a segment's end or after a punctuation mark.
 */
import { LONGEST_HOST } from './host.ts';

/** Segments that one key may span. */
const LONGEST_RUN = 4;
/** Beginnings of runs that are held in view: as many as a run has labels and segments, and more. */
const MOST_OPEN = 12;

export type Digest = Pick<ReadonlySet<number>, 'has'>;

/** Where the literal part of a segment with `*` ends. */
function isPunctuation(character: string): boolean {
  return '@-._'.includes(character);
}

/**
 * The hash of a text is the sum of its characters' codes, each times a power of the factor (the prime of FNV), modulo
 * 2^32: that of a run follows from the sums at its two ends, and is moved to power 0 by the factor's inverse.
 */
const FACTOR = 0x01000193;
const INVERSE = 0x359c449b;

export function hashOf(text: string): number {
  let hash = 0;
  for (let i = text.length; i > 0; i--) hash = Math.imul(hash, FACTOR) + text.charCodeAt(i - 1);
  return hash >>> 0;
}

/** The longest run that is literal in a path pattern or file name; '' when there is none. */
export function literalRun(pattern: string): string {
  const segments = pattern.split('/');
  let best = '';
  for (let start = 0; start < segments.length; start++) {
    const run = runAt(segments, start);
    if (run.length > best.length) best = run;
  }
  return best;
}

/** The literal run that begins with one segment. */
export function runAt(segments: readonly string[], start: number): string {
  let run = '';
  for (const segment of segments.slice(start, start + LONGEST_RUN)) {
    if (segment === '') break; // before a leading slash, behind a trailing one
    const joined = run === '' ? segment : `${run}/${segment}`;
    const star = segment.indexOf('*');
    if (star === -1) {
      run = joined;
      continue;
    }
    const literal = joined.slice(0, joined.length - segment.length + star);
    let end = literal.length;
    while (end > run.length && !isPunctuation(literal[end - 1] as string)) end--;
    return end > run.length ? literal.slice(0, end) : run;
  }
  return run;
}

/** Host without a last dot, which the DNS allows, and path: no name, password, port, query or fragment. */
const ADDRESS = /:\/\/(?:[^/?#]*@)?([^/?#:]*?)\.?(?::[^/?#]*)?(\/[^?#]*)?(?:[?#]|$)/;

/** True when an address (as `new URL` writes it) may match a signature. */
export function mayMatch(digest: Digest, url: string): boolean {
  const [, host = '', path = ''] = ADDRESS.exec(url) ?? [];
  if (host === '' || host.length > LONGEST_HOST) return false;
  let hash = 0;
  let power = 1;
  let inverse = 1;
  const starts = [[hash, inverse]];
  const isIn = () =>
    starts.slice(-MOST_OPEN).some(([sum, back]) => digest.has(Math.imul(hash - (sum as number), back as number) >>> 0));
  const text = host + path;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    const isSlash = character === '/';
    if (isSlash && isIn()) return true;
    hash = (hash + Math.imul(text.charCodeAt(i), power)) | 0;
    power = Math.imul(power, FACTOR);
    inverse = Math.imul(inverse, INVERSE);
    if (i > host.length && isPunctuation(character) && isIn()) return true;
    if (isSlash || (i < host.length && character === '.')) starts.push([hash, inverse]);
  }
  return isIn();
}
