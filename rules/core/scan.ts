/**
 * The hot path: one walk over an address that looks up how its host ends, each path segment, and each pair of a
 * segment with the beginning of the next one in the packed list. A miss allocates nothing.
 * What it gathers are candidates: a look-up may err towards too many, never towards too few. `match` decides.
 */
import { nameKey } from './compile.ts';
import {
  hashHost,
  hashPair,
  hashSegment,
  headOf,
  hostKey,
  join,
  longTailKey,
  START,
  shortTailKey,
  step,
} from './hash.ts';
import { broaderHost } from './host.ts';
import type { Index } from './restore.ts';

const DOT = 46;

/** Candidates of one address. One object for all addresses: each walk begins by emptying it. */
export class Candidates {
  /** Numbers of signatures; only the first `count` are of this address. */
  readonly numbers: number[] = [];
  count = 0;
  /** Keys of hosts to which paths are bound; only the first `hosts` are of this address. */
  readonly hostKeys: number[] = [];
  hosts = 0;

  clear(): void {
    this.count = 0;
    this.hosts = 0;
  }
}

/**
 * Looks up the host from `start` to before `end`, and each broader one. Nearly always its last characters settle that
 * none is listed. False when it is not plain: a port, a trailing dot, an IP address; or, if listed, capitals and such.
 */
export function scanHost(index: Index, into: Candidates, text: string, start: number, end: number): boolean {
  if (!isLetter(text.charCodeAt(end - 1))) return false;
  return (
    !(index.keys.mayHave(longTailKey(text, end)) || index.keys.mayHave(shortTailKey(text, end))) ||
    walkHost(index, into, text, start, end)
  );
}

function walkHost(index: Index, into: Candidates, text: string, start: number, end: number): boolean {
  let hash = START;
  for (let at = end - 1; at >= start; at--) {
    const code = text.charCodeAt(at);
    if (code === DOT) find(index, into, hostKey(hash));
    else if (!isPlain(code)) return false;
    hash = step(hash, code);
  }
  find(index, into, hostKey(hash));
  return true;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Lower-case letters, digits, `-` and `_`. */
function isPlain(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 45 || code === 95;
}

/** The same for a host that is not plain, already cut out of its address and in lower case. */
export function scanOddHost(index: Index, into: Candidates, host: string): void {
  for (let suffix = host; suffix !== ''; suffix = broaderHost(suffix)) {
    find(index, into, hostKey(hashHost(suffix)));
  }
}

/**
 * Walks the path whose first slash is at `start` and which ends before `last`.
 * `anyHost` is false for a visited page: there only paths that are bound to its host count.
 */
export function scanPath(
  index: Index,
  into: Candidates,
  text: string,
  start: number,
  last: number,
  anyHost: boolean,
): void {
  if (!anyHost && into.hosts === 0) return;
  const { keys } = index;
  const bound = into.hosts > 0;
  let previous = START;
  for (let begin = start + 1; begin <= last; ) {
    const slash = text.indexOf('/', begin);
    const end = slash === -1 || slash > last ? last : slash;
    const head = headOf(text, begin, end);
    const segment = hashSegment(text, begin, end, head);
    const pair = hashPair(previous, head);
    if (anyHost) {
      if (keys.mayHave(segment)) follow(index, into, segment);
      if (keys.mayHave(pair)) follow(index, into, pair);
    }
    if (bound) findBound(index, into, segment, pair);
    previous = segment;
    begin = end + 1;
  }
}

/** The same keys, under each of the hosts that have paths bound to them. */
function findBound(index: Index, into: Candidates, segment: number, pair: number): void {
  for (let i = 0; i < into.hosts; i++) {
    find(index, into, join(into.hostKeys[i] as number, segment));
    find(index, into, join(into.hostKeys[i] as number, pair));
  }
}

function find(index: Index, into: Candidates, key: number): void {
  if (index.keys.mayHave(key)) follow(index, into, key);
}

function follow(index: Index, into: Candidates, key: number): void {
  const number = index.keys.numberOf(key);
  if (number === -1) return;
  const { isBound, signatures } = index.bucketAt(number);
  if (isBound) into.hostKeys[into.hosts++] = key;
  for (const signature of signatures) into.numbers[into.count++] = signature;
}

/** Looks up a name that a document shows. */
export function scanName(index: Index, into: Candidates, kind: 'global' | 'element' | 'string', name: string): void {
  find(index, into, nameKey(kind, name));
}
