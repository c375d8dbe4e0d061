/**
 * The hot path: one walk over an address that computes the key of every host suffix, path segment, first word of a
 * segment and pair of segments, and looks each up in the packed marks. A miss allocates nothing.
 * What it gathers are candidates: a look-up may err towards too many, never towards too few. `match` decides.
 */
import { endsWord, hashHost, hashText, join, KEY, keyOf, START, step } from './hash.ts';
import { broaderHost } from './host.ts';
import { BLANK, fromDigits, KEY_DIGITS, keyAt, markOf, POINTER } from './packed.ts';
import type { Index } from './restore.ts';

const SLASH = 47;
const QUESTION = 63;
const HASH = 35;
const DOT = 46;
/** Letters come after it; what parts or ends a segment comes before. */
const AT = 64;
const MOST_LABELS = 127;
const BOUND = 66;

/** Candidates of one address. One object for all addresses: each walk begins by emptying it. */
export class Candidates {
  /** Places in the signatures section; only the first `count` are of this address. */
  readonly places: number[] = [];
  count = 0;
  /** Keys of hosts to which paths are bound; only the first `hosts` are of this address. */
  readonly hostKeys: number[] = [];
  hosts = 0;
  readonly labels = new Int32Array(MOST_LABELS);

  clear(): void {
    this.count = 0;
    this.hosts = 0;
  }
}

/**
 * Walks the host that begins at `start`, up to a slash or the end of the text. Returns where it ended, or -1 without
 * any candidate when the host is not plain: capitals, credentials, a port, a trailing dot, no slash before a query.
 */
export function scanHost(index: Index, into: Candidates, text: string, start: number): number {
  const { labels } = into;
  let label = START;
  let count = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (count === MOST_LABELS) return -1;
      labels[count++] = label;
      label = START;
    } else if (code === SLASH) break;
    else if (isPlain(code)) label = step(label, code);
    else return -1;
  }
  if (label === START) return -1;
  let host = join(START, label);
  while (count > 0) {
    host = join(host, labels[--count] as number);
    find(index, into, keyOf(KEY.host, host));
  }
  return at;
}

/** Lower-case letters, digits, `-` and `_`. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95;
}

/** The same for a host that is not plain, already cut out of its address and in lower case. */
export function scanOddHost(index: Index, into: Candidates, host: string): void {
  for (let suffix = host; suffix !== ''; suffix = broaderHost(suffix)) {
    find(index, into, keyOf(KEY.host, hashHost(suffix)));
  }
}

/**
 * Walks the path whose first slash is at `start`, up to a query, a fragment or the end of the text.
 * `anyHost` is false for a visited page: there only paths that are bound to its host count.
 */
export function scanPath(index: Index, into: Candidates, text: string, start: number, anyHost: boolean): void {
  if (!anyHost && into.hosts === 0) return;
  let previous = START;
  let segment = START;
  let begin = start + 1;
  let inFirstWord = true;
  for (let at = start + 1; ; at++) {
    const code = at < text.length ? text.charCodeAt(at) : QUESTION;
    if (code > AT) {
      segment = step(segment, code);
    } else if (code === SLASH || code === QUESTION || code === HASH) {
      findPath(index, into, keyOf(KEY.segment, segment), anyHost);
      findPath(index, into, keyOf(KEY.pair, join(previous, segment)), anyHost);
      if (code !== SLASH) return;
      previous = segment;
      segment = START;
      begin = at + 1;
      inFirstWord = true;
    } else {
      segment = step(segment, code);
      if (inFirstWord && at > begin && endsWord(code)) {
        inFirstWord = false;
        findPath(index, into, keyOf(KEY.word, segment), anyHost);
      }
    }
  }
}

function findPath(index: Index, into: Candidates, key: number, anyHost: boolean): void {
  if (anyHost) find(index, into, key);
  for (let i = 0; i < into.hosts; i++) find(index, into, join(into.hostKeys[i] as number, key));
}

/** Looks up one key; nearly always the first mark is blank or another's. */
function find(index: Index, into: Candidates, key: number): void {
  const { text, at } = index;
  const mark = markOf(key);
  let slot = key >>> index.shift;
  for (;;) {
    const held = text.charCodeAt(at.marks + slot);
    if (held === BLANK) return;
    if (held === mark && take(index, into, key, slot)) return;
    slot = at.marks + slot + 1 === at.pointers ? 0 : slot + 1;
  }
}

/** Adds what the slot's bucket holds; false when the bucket is another key's. */
function take(index: Index, into: Candidates, key: number, slot: number): boolean {
  const { text, at } = index;
  const bucket = at.buckets + fromDigits(text, at.pointers + slot * POINTER, POINTER);
  if (keyAt(text, bucket) !== key) return false;
  const bound = bucket + KEY_DIGITS;
  if (text.charCodeAt(bound) === BOUND) into.hostKeys[into.hosts++] = key;
  const count = fromDigits(text, bound + 1, POINTER);
  for (let i = 0; i < count; i++) {
    into.places[into.count++] = fromDigits(text, bound + 1 + POINTER * (i + 1), POINTER);
  }
  return true;
}

/** Looks up a name that a document shows. */
export function scanName(index: Index, into: Candidates, kind: 'global' | 'element', name: string): void {
  find(index, into, keyOf(KEY[kind], hashText(name)));
}
