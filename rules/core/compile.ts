/** Ruleset in, Index out: hash tables keyed by host, file name and path segment, so that a miss costs a few look-ups. */
import { segmentsOf } from './pattern.ts';
import type { EngineVendor, Ruleset } from './ruleset.ts';
import type { Detect } from './schema.ts';
import { SIGNATURE_KINDS, SIGNATURE_PREFIX, type SignatureKind, type SignaturePrefix } from './vocabulary.ts';

/** One signature of one vendor, ready to be compared. */
export interface Entry {
  readonly vendor: EngineVendor;
  readonly prefix: SignaturePrefix;
  readonly literal: string;
  readonly weak: boolean;
  /** hostPaths and paths only: the pattern's segments. */
  readonly pattern: readonly string[];
  /** paths only: which of the segments is the table key. */
  readonly anchor: number;
}

export interface Index {
  readonly date: string;
  readonly vendors: ReadonlyMap<string, EngineVendor>;
  readonly hosts: ReadonlyMap<string, readonly Entry[]>;
  readonly files: ReadonlyMap<string, readonly Entry[]>;
  readonly segments: ReadonlyMap<string, readonly Entry[]>;
  readonly globals: ReadonlyMap<string, readonly Entry[]>;
  readonly elements: ReadonlyMap<string, readonly Entry[]>;
  readonly strings: ReadonlyMap<string, readonly Entry[]>;
}

/** A signature as people read it: `host:sdk.example.com`. */
export function signatureOf(entry: Pick<Entry, 'prefix' | 'literal'>): string {
  return `${entry.prefix}:${entry.literal}`;
}

export interface Declared {
  readonly kind: SignatureKind;
  readonly literal: string;
  readonly weak: boolean;
  /** `host:sdk.example.com` */
  readonly signature: string;
}

/** Every signature that a dossier declares, strong ones first. */
export function* signaturesIn(detect: Detect): Generator<Declared> {
  const declared = (kind: SignatureKind, literal: string, weak: boolean): Declared => ({
    kind,
    literal,
    weak,
    signature: signatureOf({ prefix: SIGNATURE_PREFIX[kind], literal }),
  });
  for (const kind of SIGNATURE_KINDS) {
    for (const literal of detect[kind] ?? []) yield declared(kind, literal, false);
  }
  for (const kind of SIGNATURE_KINDS) {
    if (kind === 'sites' || kind === 'aliases') continue;
    for (const literal of detect.weak?.[kind] ?? []) yield declared(kind, literal, true);
  }
}

/** Which segment a path pattern is filed under: the longest one without `*`; -1 when there is none. */
export function anchorOf(pattern: readonly string[]): number {
  let best = -1;
  for (let i = 0; i < pattern.length; i++) {
    const segment = pattern[i] as string;
    if (segment === '' || segment.includes('*')) continue;
    if (best === -1 || segment.length > (pattern[best] as string).length) best = i;
  }
  return best;
}

/** Compiles a validated ruleset. Throws a RangeError on a path without any literal segment. */
export function compile(ruleset: Ruleset): Index {
  const index = {
    date: ruleset.date,
    vendors: new Map<string, EngineVendor>(),
    hosts: new Map<string, Entry[]>(),
    files: new Map<string, Entry[]>(),
    segments: new Map<string, Entry[]>(),
    globals: new Map<string, Entry[]>(),
    elements: new Map<string, Entry[]>(),
    strings: new Map<string, Entry[]>(),
  };
  for (const vendor of ruleset.vendors) {
    index.vendors.set(vendor.id, vendor);
    for (const { kind, literal, weak } of signaturesIn(vendor.detect)) {
      const { table, key, pattern, anchor } = placeOf(kind, literal, vendor.id);
      const entry: Entry = { vendor, prefix: SIGNATURE_PREFIX[kind], literal, weak, pattern, anchor };
      const bucket = index[table].get(key);
      if (bucket === undefined) index[table].set(key, [entry]);
      else bucket.push(entry);
    }
  }
  return index;
}

type Table = 'hosts' | 'files' | 'segments' | 'globals' | 'elements' | 'strings';

function placeOf(kind: SignatureKind, literal: string, vendor: string) {
  const place = (table: Table, key: string, pattern: string[] = [], anchor = -1) => ({ table, key, pattern, anchor });
  switch (kind) {
    case 'hostPaths': {
      const slash = literal.indexOf('/');
      return place('hosts', literal.slice(0, slash), segmentsOf(literal.slice(slash)));
    }
    case 'files':
      return place('files', literal.slice(literal.lastIndexOf('/') + 1));
    case 'paths': {
      const pattern = segmentsOf(literal);
      const anchor = anchorOf(pattern);
      if (anchor === -1) throw new RangeError(`${vendor}: path ${literal} has no segment without *`);
      return place('segments', pattern[anchor] as string, pattern, anchor);
    }
    case 'globals':
    case 'elements':
    case 'strings':
      return place(kind, literal);
    default:
      return place('hosts', literal);
  }
}
