/** Index and Observation in, every matching signature out. Exact matches only; the query is never read. */
import type { Entry } from './compile.ts';
import { isIpAddress, isShared, isWithin, splitUrl, startOfHost, type UrlParts } from './host.ts';
import { patternMatchesAt, segmentsOf } from './pattern.ts';
import type { Index } from './restore.ts';
import { Candidates, scanHost, scanName, scanOddHost, scanPath } from './scan.ts';

/** What was seen. `page`: a visited address. `request`: anything that page, a frame or a worker asked for. */
export type Observation =
  | { readonly kind: 'page' | 'request'; readonly host: string; readonly path: string }
  | { readonly kind: 'global' | 'element' | 'string'; readonly name: string };

const NONE: readonly Entry[] = [];
const candidates = new Candidates();

/** All signatures, weak ones included, that this observation shows. The order is not defined. */
export function match(index: Index, seen: Observation): readonly Entry[] {
  candidates.clear();
  if ('name' in seen) {
    scanName(index, candidates, seen.kind, seen.name);
    return confirmed(index, (entry) => entry.prefix === seen.kind && entry.literal === seen.name);
  }
  if (!scanHost(index, candidates, seen.host, 0, seen.host.length)) {
    candidates.clear();
    scanOddHost(index, candidates, seen.host);
  }
  scanPath(index, candidates, seen.path, 0, seen.path.length, seen.kind === 'request');
  return confirmedAt(index, seen, seen.kind === 'page');
}

/** The same for an address as a browser serialises it: one that matches nothing is walked once, and never cut up. */
export function matchUrl(index: Index, url: string, kind: 'page' | 'request'): readonly Entry[] {
  const start = startOfHost(url);
  if (start === -1) return NONE;
  const slash = url.indexOf('/', start);
  const end = endOfPath(url, start);
  candidates.clear();
  if (slash === -1 || slash > end || !scanHost(index, candidates, url, start, slash)) {
    const parts = splitUrl(url);
    return parts === null ? NONE : match(index, { kind, ...parts });
  }
  scanPath(index, candidates, url, slash, end, kind === 'request');
  if (candidates.count === 0) return NONE;
  const parts = splitUrl(url);
  return parts === null ? NONE : confirmedAt(index, parts, kind === 'page');
}

/** Where the query or the fragment begins, or the text ends. */
function endOfPath(url: string, start: number): number {
  const query = url.indexOf('?', start);
  const end = query === -1 ? url.length : query;
  const fragment = url.indexOf('#', start);
  return fragment === -1 || fragment > end ? end : fragment;
}

function confirmedAt(index: Index, { host, path }: UrlParts, visited: boolean): readonly Entry[] {
  if (candidates.count === 0) return NONE;
  const named = !isIpAddress(host);
  const segments = segmentsOf(path);
  return confirmed(index, (entry) => applies(entry, host, named, path, segments, visited));
}

/** The candidates that hold, each once. */
function confirmed(index: Index, holds: (entry: Entry) => boolean): readonly Entry[] {
  const numbers = new Set(candidates.numbers.slice(0, candidates.count));
  return [...numbers].map((number) => index.entryAt(number)).filter(holds);
}

/** The definition of each kind; rules/README.md says it in words. */
function applies(
  { prefix, literal }: Entry,
  host: string,
  named: boolean,
  path: string,
  segments: readonly string[],
  visited: boolean,
): boolean {
  switch (prefix) {
    case 'site':
      return visited && named && isWithin(host, literal);
    case 'host':
      return named && isWithin(host, literal);
    case 'alias':
      return !visited && named && host === literal;
    case 'hostPath': {
      const slash = literal.indexOf('/');
      const owner = literal.slice(0, slash);
      return (
        named &&
        isWithin(host, owner) &&
        patternMatchesAt(segmentsOf(literal.slice(slash)), segments, 0) &&
        !(visited && isShared(owner))
      );
    }
    // A visited address that merely ends in an SDK's file name (a code host showing it, say) loads nothing.
    case 'file':
      return !visited && path.endsWith(`/${literal}`);
    case 'path': {
      const pattern = segmentsOf(literal);
      return !visited && segments.some((_, from) => patternMatchesAt(pattern, segments, from));
    }
    default:
      return false;
  }
}
