/**
 * A stand-in for all address signatures that is small enough for every frame: it says "certainly not" or "perhaps",
 * never "yes". Each signature gives one key, a hash of its most telling literal run; a run begins at a host label or a
 * path segment, spans at most four segments, and ends at a segment's end or after a punctuation mark.
 */
import { LONGEST_HOST } from './host.ts';

/** Segments that one key may span. */
const LONGEST_RUN = 4;
const SLASH = 47;
const DOT = 46;

export type Digest = Pick<ReadonlySet<number>, 'has'>;

/** `@ - . _`: where the literal part of a segment with `*` ends. */
function isPunctuation(code: number): boolean {
  return code === 64 || code === 45 || code === DOT || code === 95;
}

/** FNV-1a, 32 bits. */
const SEED = 0x811c9dc5;
function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function hashOf(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
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
    while (end > run.length && !isPunctuation(literal.charCodeAt(end - 1))) end--;
    return end > run.length ? literal.slice(0, end) : run;
  }
  return run;
}

/** True when an address (as `new URL` writes it) may match a signature. Reads neither query nor fragment. */
export function mayMatch(digest: Digest, url: string): boolean {
  const begin = url.indexOf('://') + 3;
  if (begin === 2) return false;
  const end = firstOf(url.search(/[?#]/), url.length);
  const pathStart = firstOf(url.indexOf('/', begin), end);
  const hostStart = Math.max(begin, url.lastIndexOf('@', pathStart) + 1); // behind a name and password
  let hostEnd = firstOf(url.indexOf(':', hostStart), pathStart);
  if (url.charCodeAt(hostEnd - 1) === DOT) hostEnd--; // the one that the DNS allows
  const host = url.slice(hostStart, hostEnd);
  if (host.length > LONGEST_HOST) return false;
  const text = host + url.slice(pathStart, end); // a port says nothing
  for (let start = 0; start < text.length; start++) {
    const before = text.charCodeAt(start - 1);
    const begins = start === 0 || before === SLASH || (start < host.length && before === DOT);
    if (begins && runIsIn(digest, text, start, host.length)) return true;
  }
  return false;
}

/** The nearer of two places in a text; what was not found, -1, is the farthest of all. */
function firstOf(found: number, end: number): number {
  return Math.min(found >>> 0, end);
}

function runIsIn(digest: Digest, text: string, start: number, hostEnd: number): boolean {
  let hash = SEED;
  let segments = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SLASH) {
      if (digest.has(hash >>> 0)) return true;
      if (++segments > LONGEST_RUN) return false;
    }
    hash = mix(hash, code);
    if (i >= hostEnd && isPunctuation(code) && digest.has(hash >>> 0)) return true;
  }
  return digest.has(hash >>> 0);
}
