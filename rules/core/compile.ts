/** From a dossier to its signatures, and from each of these to the key it is filed under. */
import { anchorKey } from './anchor.ts';
import { hashHost, hashText, hostKey, join, tailKey } from './hash.ts';
import { segmentsOf } from './pattern.ts';
import type { EngineVendor } from './ruleset.ts';
import type { Detect } from './schema.ts';
import { SIGNATURE_KINDS, SIGNATURE_PREFIX, type SignatureKind, type SignaturePrefix } from './vocabulary.ts';

/** One signature of one vendor, ready to be compared. */
export interface Entry {
  readonly vendor: EngineVendor;
  readonly prefix: SignaturePrefix;
  readonly literal: string;
  readonly weak: boolean;
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

export interface Filed {
  /** The key to look up; none for what no address and no name can show. */
  readonly key?: number;
  /** The host whose key must be met first, for what is filed under both. */
  readonly boundTo?: number;
  /** How the host ends: where no host ends so, looking it up is spared. */
  readonly tail?: number;
}

/** Where a signature is looked for. Throws a RangeError on a path without any fixed part. */
export function filedUnder({ kind, literal }: Declared, vendor: string): Filed {
  switch (kind) {
    case 'sites':
    case 'hosts':
    case 'aliases':
      return { key: hostKey(hashHost(literal)), tail: tailKey(literal) };
    case 'hostPaths': {
      const slash = literal.indexOf('/');
      const owner = literal.slice(0, slash);
      const host = hostKey(hashHost(owner));
      const path = anchorKey(segmentsOf(literal.slice(slash)), true);
      return {
        tail: tailKey(owner),
        ...(path === null ? { key: host } : { key: join(host, path), boundTo: host }),
      };
    }
    case 'files':
      return { key: anchorKey(literal.split('/')) as number };
    case 'paths': {
      const key = anchorKey(segmentsOf(literal));
      if (key === null) throw new RangeError(`${vendor}: path ${literal} has no part without *`);
      return { key };
    }
    case 'globals':
      return { key: nameKey('global', literal) };
    case 'elements':
      return { key: nameKey('element', literal) };
    case 'strings':
      return { key: nameKey('string', literal) };
    default:
      return {};
  }
}

/** The key of a name that a document shows, or of a text in one of its scripts. */
export function nameKey(kind: 'global' | 'element' | 'string', name: string): number {
  return join(hashText(kind), hashText(name));
}
