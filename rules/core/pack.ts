/** Ruleset in, built form out: build time and tests only. The same ruleset gives the same text, byte by byte. */
import { type Declared, filedUnder, signaturesIn } from './compile.ts';
import { BOUND, FORMAT, MAGIC, STRONG, toAscii, type VendorRow, WEAK } from './packed.ts';
import { checksumOf, type Index, restore } from './restore.ts';
import type { EngineVendor, Ruleset } from './ruleset.ts';
import { SIGNATURE_PREFIX } from './vocabulary.ts';

interface Bucket {
  bound: boolean;
  /** Numbers of those that are filed here. */
  readonly signatures: number[];
}

/** Packs a validated ruleset. Throws a RangeError on a path without any fixed part, or a list that is too large. */
export function pack(ruleset: Ruleset): string {
  const vendors = [...ruleset.vendors].sort((a, b) => (a.id < b.id ? -1 : 1));
  const signatures: string[] = [];
  const rows: string[] = [];
  const buckets = new Map<number, Bucket>();
  const bucketOf = (key: number): Bucket => {
    const bucket = buckets.get(key >>> 0) ?? { bound: false, signatures: [] };
    buckets.set(key >>> 0, bucket);
    return bucket;
  };
  for (const vendor of vendors) {
    for (const declared of signaturesIn(vendor.detect)) {
      const { key, boundTo, tail } = filedUnder(declared, vendor.id);
      if (tail !== undefined) bucketOf(tail);
      if (boundTo !== undefined) bucketOf(boundTo).bound = true;
      if (key !== undefined) bucketOf(key).signatures.push(signatures.length);
      signatures.push(signatureRow(declared));
    }
    signatures.push('\n');
    rows.push(vendorRow(vendor));
  }
  const sections = [keysOf(buckets), bucketsOf(buckets), signatures.join(''), rows.join('')];
  const body = sections.join('');
  const sizes = sections.map(({ length }) => length).join(' ');
  return `${MAGIC} ${FORMAT} ${ruleset.date} ${sizes} ${checksumOf(body)}\n${body}`;
}

/** The index of a ruleset that was never packed: for the maintainers' tool and for tests. */
export function compile(ruleset: Ruleset): Index {
  return restore(pack(ruleset));
}

function signatureRow({ kind, literal, weak }: Declared): string {
  return `${SIGNATURE_PREFIX[kind]}${weak ? WEAK : STRONG}${toAscii(literal).slice(1, -1)}\n`;
}

function vendorRow({ id, name, modalities, purpose, practice, reviewed, reviewBy }: EngineVendor): string {
  const row: VendorRow = [name, modalities, purpose, practice, reviewed, reviewBy];
  return `${id}\t${toAscii(row)}\n`;
}

function inOrder(buckets: ReadonlyMap<number, Bucket>): [key: number, bucket: Bucket][] {
  return [...buckets].sort(([a], [b]) => a - b);
}

function keysOf(buckets: ReadonlyMap<number, Bucket>): string {
  const keys = inOrder(buckets).map(([key]) => key);
  return `${keys.map((key, number) => key - (keys[number - 1] ?? 0)).join(',')}\n`;
}

function bucketsOf(buckets: ReadonlyMap<number, Bucket>): string {
  return inOrder(buckets)
    .map(([, { bound, signatures }]) => `${bound ? BOUND : ''}${signatures.join(' ')}\n`)
    .join('');
}
