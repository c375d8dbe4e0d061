/** Why a URL is, or is not, somebody's: hits and near misses, in words. */
import { signatureOf } from '../core/compile.ts';
import { isWithin } from '../core/host.ts';
import { match, type Observation } from '../core/match.ts';
import type { Index } from '../core/restore.ts';
import { type Detection, detect, moreSpecific } from '../core/verdict.ts';

export interface Explanation {
  readonly detections: readonly Detection[];
  /** Other signatures that matched as well, and what did not match by how much. */
  readonly remarks: readonly string[];
}

type Seen = Extract<Observation, { host: string }>;

/** Judges one address and says what else came close. */
export function explain(index: Index, seen: Seen): Explanation {
  const detections = detect(index, seen);
  const named = new Set(detections.map(({ vendor, signature }) => `${vendor} ${signature}`));
  const also = [...match(index, seen)]
    .sort(moreSpecific)
    .filter((entry) => !named.has(`${entry.vendor.id} ${signatureOf(entry)}`))
    .map((entry) =>
      entry.weak
        ? `${entry.vendor.id}: ${signatureOf(entry)} matches, but is weak: it counts only together with another weak one of this vendor in the same page`
        : `${entry.vendor.id}: ${signatureOf(entry)} matches too, less specific`,
    );
  return { detections, remarks: [...also, ...nearMisses(index, seen)] };
}

function nearMisses(index: Index, seen: Seen): string[] {
  const matched = new Set(match(index, seen));
  const requested = new Set(match(index, { ...seen, kind: 'request' }));
  const remarks: string[] = [];
  for (const entry of index.entries()) {
    if (matched.has(entry)) continue;
    const why = requested.has(entry) ? whyNotVisited(entry.prefix) : whyNot(entry.prefix, entry.literal, seen);
    if (why !== null) remarks.push(`${entry.vendor.id}: not by ${signatureOf(entry)}: ${why}`);
  }
  return remarks;
}

/** Why what would match as a request says nothing of the visited page. */
function whyNotVisited(prefix: string): string {
  if (prefix === 'hostPath') return 'the host carries everybody’s files, so a visit to it is no visit to the vendor';
  if (prefix === 'alias') return 'an alias does not count as the visited page';
  return `a visited address loads nothing by its ${prefix === 'file' ? 'name' : 'path'}`;
}

function whyNot(prefix: string, literal: string, { host, path }: Seen): string | null {
  switch (prefix) {
    case 'site':
      return isWithin(host, literal)
        ? 'a site counts only when it is the visited page (type main_frame)'
        : lookAlike(host, literal);
    case 'alias':
      return isWithin(host, literal) ? 'an alias is exact; this is a subdomain of it' : null;
    case 'hostPath': {
      const at = literal.indexOf('/');
      return isWithin(host, literal.slice(0, at))
        ? `the host fits, the path does not begin with ${literal.slice(at)}`
        : null;
    }
    case 'host':
      return lookAlike(host, literal);
    case 'file':
      if (path.toLowerCase().endsWith(literal.toLowerCase())) {
        return path.endsWith(literal) ? 'the name begins in the middle of a segment' : 'paths are case-sensitive';
      }
      return null;
    case 'path':
      return path.toLowerCase().includes(literal.toLowerCase())
        ? 'the letters are there, but not as whole segments in this case'
        : null;
    default:
      return null; // what a document shows, no address can
  }
}

function lookAlike(host: string, literal: string): string | null {
  return host.includes(literal) ? 'the letters are there, but not at a label boundary at the end of the host' : null;
}
