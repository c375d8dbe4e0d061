/**
 * Other ways of finding out that an address is on no list, to be measured beside the one that is used.
 * Each answers only "may be listed", and errs towards yes; telling exactly costs them all the same, and is rare.
 */
import type { Request } from '../../rules/cli/corpus.ts';
import { signaturesIn } from '../../rules/core/compile.ts';
import { hashText, START, step } from '../../rules/core/hash.ts';
import { splitUrl } from '../../rules/core/host.ts';
import type { Ruleset } from '../../rules/core/ruleset.ts';
import type { Runner } from './match-timing.ts';

interface Keys {
  readonly hosts: ReadonlySet<string>;
  /** File names, and the longest fixed segment of each path. */
  readonly segments: ReadonlySet<string>;
}

function keysOf(ruleset: Ruleset): Keys {
  const hosts = new Set<string>();
  const segments = new Set<string>();
  for (const { kind, literal } of ruleset.vendors.flatMap(({ detect }) => [...signaturesIn(detect)])) {
    if (kind === 'files') segments.add(literal.slice(literal.lastIndexOf('/') + 1));
    else if (kind === 'paths') segments.add(longestFixed(literal.split('/')));
    else if (kind !== 'globals' && kind !== 'elements') hosts.add(literal.split('/', 1)[0] as string);
  }
  return { hosts, segments };
}

function longestFixed(segments: readonly string[]): string {
  return segments
    .filter((segment) => !segment.includes('*'))
    .reduce((best, segment) => (segment.length > best.length ? segment : best), '');
}

function counting(mayBeListed: (url: string) => boolean): Runner {
  return (requests: readonly Request[]) => {
    let count = 0;
    for (const { url } of requests) if (mayBeListed(url)) count++;
    return count;
  };
}

/** The first design: cut host and path out, look each suffix and each segment up. */
function slicesAndSets({ hosts, segments }: Keys): Runner {
  return counting((url) => {
    const parts = splitUrl(url);
    if (parts === null) return false;
    for (let suffix = parts.host; suffix !== ''; suffix = broader(suffix)) if (hosts.has(suffix)) return true;
    for (const segment of parts.path.slice(1).split('/')) if (segments.has(segment)) return true;
    return false;
  });
}

function broader(host: string): string {
  const dot = host.indexOf('.');
  return dot === -1 ? '' : host.slice(dot + 1);
}

/** The same, but what has a length and a first letter that no key has is not looked up. */
function prefilteredSets({ hosts, segments }: Keys): Runner {
  const shapes = new Uint8Array(1 << 16);
  const shape = (length: number, first: number) => ((length & 255) << 8) | (first & 255);
  for (const key of [...hosts, ...segments]) shapes[shape(key.length, key.charCodeAt(0))] = 1;
  const has = (set: ReadonlySet<string>, text: string, from: number, to: number) =>
    shapes[shape(to - from, text.charCodeAt(from))] === 1 && set.has(text.slice(from, to));
  return counting((url) => {
    const parts = splitUrl(url);
    if (parts === null) return false;
    const { host, path } = parts;
    for (let from = 0; ; ) {
      if (has(hosts, host, from, host.length)) return true;
      const dot = host.indexOf('.', from);
      if (dot === -1) break;
      from = dot + 1;
    }
    for (let from = 1; from <= path.length; ) {
      const slash = path.indexOf('/', from);
      const to = slash === -1 ? path.length : slash;
      if (has(segments, path, from, to)) return true;
      from = to + 1;
    }
    return false;
  });
}

/** No slices: every character goes into a rolling hash, every suffix and segment into an open-addressing table. */
function rollingHash({ hosts, segments }: Keys): Runner {
  const backwards = (host: string) => hashText([...host].reverse().join(''));
  const keys = [...[...hosts].map(backwards), ...[...segments].map(hashText)];
  const bits = Math.ceil(Math.log2(keys.length * 4));
  const table = new Int32Array(2 ** bits);
  const slotOf = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
  for (const key of keys) {
    let slot = slotOf(key);
    while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1);
    table[slot] = key;
  }
  const has = (hash: number): boolean => {
    let slot = slotOf(hash);
    while (table[slot] !== 0) {
      if (table[slot] === hash) return true;
      slot = (slot + 1) & (table.length - 1);
    }
    return false;
  };
  return counting((url) => {
    const start = url.indexOf('://') + 3;
    const slash = url.indexOf('/', start);
    let hash = START;
    for (let at = slash - 1; at >= start; at--) {
      const code = url.charCodeAt(at);
      if (code === 46 && has(hash)) return true;
      hash = step(hash, code);
    }
    if (has(hash)) return true;
    hash = START;
    for (let at = slash + 1; ; at++) {
      const code = at < url.length ? url.charCodeAt(at) : 63;
      if (code !== 47 && code !== 63 && code !== 35) {
        hash = step(hash, code);
        continue;
      }
      if (has(hash)) return true;
      if (code !== 47) return false;
      hash = START;
    }
  });
}

/** One regular expression over the whole address. */
function oneExpression({ hosts, segments }: Keys): Runner {
  const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const any = (texts: ReadonlySet<string>) => [...texts].map(quote).join('|');
  const expression = new RegExp(`^[a-z]+://(?:[^/]*\\.)?(?:${any(hosts)})/|/(?:${any(segments)})(?:[/?#]|$)`);
  return counting((url) => expression.test(url));
}

/** By name, in the order of the table. */
export function designsOf(ruleset: Ruleset): Map<string, Runner> {
  const keys = keysOf(ruleset);
  return new Map([
    ['slices and Sets (the first design)', slicesAndSets(keys)],
    ['the same behind length and first letter', prefilteredSets(keys)],
    ['rolling hash of every character, typed table', rollingHash(keys)],
    ['one regular expression', oneExpression(keys)],
  ]);
}
