/** Index and Observation in, every matching signature out. Exact matches only; the query is never read. */
import type { Entry, Index } from './compile.ts';
import { broaderHost, isIpAddress, isShared } from './host.ts';
import { patternMatchesAt, segmentsOf } from './pattern.ts';

/** What was seen. `page`: a visited address. `request`: anything that page, a frame or a worker asked for. */
export type Observation =
  | { readonly kind: 'page' | 'request'; readonly host: string; readonly path: string }
  | { readonly kind: 'global' | 'element' | 'string'; readonly name: string };

const NONE: readonly Entry[] = [];
const NAMED = { global: 'globals', element: 'elements', string: 'strings' } as const;

/** All signatures, weak ones included, that this observation shows. The order is not defined. */
export function match(index: Index, seen: Observation): readonly Entry[] {
  if ('name' in seen) return index[NAMED[seen.kind]].get(seen.name) ?? NONE;
  const found: Entry[] = [];
  if (!isIpAddress(seen.host)) matchHost(index, seen.host, seen.path, seen.kind === 'page', found);
  // A visited address that merely ends in an SDK's file name (a code host showing it, say) loads nothing.
  if (seen.kind === 'request') matchPath(index, seen.path, found);
  return found.length === 0 ? NONE : found;
}

function matchHost(index: Index, host: string, path: string, visited: boolean, found: Entry[]): void {
  for (let suffix = host; suffix !== ''; suffix = broaderHost(suffix)) {
    const entries = index.hosts.get(suffix);
    if (entries === undefined) continue;
    for (const entry of entries) {
      if (hostEntryApplies(entry, suffix.length === host.length, path, visited)) found.push(entry);
    }
  }
}

function hostEntryApplies(entry: Entry, exact: boolean, path: string, visited: boolean): boolean {
  switch (entry.prefix) {
    case 'site':
      return visited;
    case 'alias':
      return exact && !visited;
    case 'hostPath':
      return (
        patternMatchesAt(entry.pattern, segmentsOf(path), 0) &&
        !(visited && isShared(entry.literal.split('/', 1)[0] as string))
      );
    default:
      return true;
  }
}

function matchPath(index: Index, path: string, found: Entry[]): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const entry of index.files.get(name) ?? NONE) {
    if (path.endsWith(`/${entry.literal}`)) found.push(entry);
  }
  const segments = segmentsOf(path);
  for (let at = 0; at < segments.length; at++) {
    for (const entry of index.segments.get(segments[at] as string) ?? NONE) {
      const from = at - entry.anchor;
      if (from >= 0 && patternMatchesAt(entry.pattern, segments, from) && !found.includes(entry)) found.push(entry);
    }
  }
}
