/** Every signature of the list that an address can show, as one row of a table. */
import { signatureOf, signaturesIn } from '../../core/compile.ts';
import { pathSource, quoteForRegex } from '../../core/filter.ts';
import { isShared } from '../../core/host.ts';
import { segmentsOf } from '../../core/pattern.ts';
import type { Vendor } from '../../core/schema.ts';
import { moreSpecific, stageOf } from '../../core/verdict.ts';
import { SIGNATURE_PREFIX, type SignaturePrefix, type Stage } from '../../core/vocabulary.ts';

export interface SignatureRow {
  /** Place among all, most specific first: the smallest of a vendor is the one to name. */
  readonly place: number;
  readonly vendor: string;
  /** `host:sdk.example.com` */
  readonly signature: string;
  readonly stage: Stage;
  readonly weak: boolean;
  /** What an address must contain: the end of its host, or one segment of its path. */
  readonly host: string | null;
  readonly segment: string | null;
  /** Not below that host either. */
  readonly exact: boolean;
  /** A regular expression (RE2) that the path must match; empty: any path. */
  readonly path: string;
  /** A text that such a path contains: looked for first, since it costs so much less. */
  readonly part: string;
  /** Whether it counts as the visited page, and as a request of one. */
  readonly visited: boolean;
  readonly requested: boolean;
}

/** The table, most specific first. Globals, elements and strings are left out: no address shows them. */
export function signatureRows(vendors: readonly Vendor[]): SignatureRow[] {
  const entries = vendors.flatMap((vendor) =>
    [...signaturesIn(vendor.detect)].map(({ kind, literal, weak }) => ({
      vendor,
      prefix: SIGNATURE_PREFIX[kind],
      literal,
      weak,
    })),
  );
  return entries
    .sort(moreSpecific)
    .flatMap((entry) => {
      const where = whereOf(entry.prefix, entry.literal);
      if (where === null) return [];
      const { vendor, prefix, weak } = entry;
      return { vendor: vendor.id, signature: signatureOf(entry), stage: stageOf(prefix), weak, ...where };
    })
    .map((row, place) => ({ place, ...row }));
}

type Where = Pick<SignatureRow, 'host' | 'segment' | 'exact' | 'path' | 'part' | 'visited' | 'requested'>;

const REQUESTED: Where = {
  host: null,
  segment: null,
  exact: false,
  path: '',
  part: '',
  visited: false,
  requested: true,
};

/** The definition of each kind, as `match` has it, in columns. */
function whereOf(prefix: SignaturePrefix, literal: string): Where | null {
  switch (prefix) {
    case 'site':
      return { ...REQUESTED, host: literal, visited: true, requested: false };
    case 'host':
      return { ...REQUESTED, host: literal, visited: true };
    case 'alias':
      return { ...REQUESTED, host: literal, exact: true };
    case 'hostPath': {
      const slash = literal.indexOf('/');
      const host = literal.slice(0, slash);
      const path = literal.slice(slash);
      return { ...REQUESTED, host, path: `^${pathSource(path)}`, part: longestRun(path), visited: !isShared(host) };
    }
    case 'file': {
      const segments = literal.split('/');
      return {
        ...REQUESTED,
        segment: segments.at(-1) as string,
        path: `/${quoteForRegex(literal)}$`,
        part: `/${literal}`,
      };
    }
    case 'path':
      return { ...REQUESTED, segment: fixedSegment(literal), path: pathSource(literal), part: longestRun(literal) };
    default:
      return null;
  }
}

/** The longest segment without `*`; `rules check` refuses a path without one. */
function fixedSegment(path: string): string {
  return longest(segmentsOf(path).filter((segment) => !segment.includes('*')));
}

/** The longest text between two `*`. */
function longestRun(path: string): string {
  return longest(path.split('*'));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}
