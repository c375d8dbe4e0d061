/** Ruleset in, built form out: build time and tests only. The same ruleset gives the same text, byte by byte. */
import { type Declared, filedUnder, signaturesIn } from './compile.ts';
import {
  BLANK,
  FORMAT,
  filterBit,
  KEY_DIGITS,
  MAGIC,
  POINTER,
  STRONG,
  shiftFor,
  toAscii,
  toDigits,
  type VendorRow,
  WEAK,
} from './packed.ts';
import { checksumOf, type Index, restore } from './restore.ts';
import type { EngineVendor, Ruleset } from './ruleset.ts';
import { SIGNATURE_PREFIX } from './vocabulary.ts';

interface Bucket {
  bound: boolean;
  readonly signatures: number[];
}

/** Filter bits for each key, at least: one key in this many passes by chance. */
const BITS = 40;

/** Packs a validated ruleset. Throws a RangeError on a path without any fixed part, or a list that is too large. */
export function pack(ruleset: Ruleset): string {
  const vendors = [...ruleset.vendors].sort((a, b) => (a.id < b.id ? -1 : 1));
  const signatures = new Writer();
  const buckets = new Map<number, Bucket>();
  const bucketOf = (key: number): Bucket => {
    const bucket = buckets.get(key) ?? { bound: false, signatures: [] };
    buckets.set(key, bucket);
    return bucket;
  };
  for (const [number, vendor] of vendors.entries()) {
    for (const declared of signaturesIn(vendor.detect)) {
      const place = signatures.add(signatureRow(declared, number));
      const { key, boundTo, tail } = filedUnder(declared, vendor.id);
      if (tail !== undefined) bucketOf(tail);
      if (boundTo !== undefined) bucketOf(boundTo).bound = true;
      if (key !== undefined) bucketOf(key).signatures.push(place);
    }
  }
  const { filter, pointers, records } = hashTable(buckets);
  const rows = new Writer();
  const places = vendors.map((vendor) => toDigits(rows.add(vendorRow(vendor)), POINTER)).join('');
  const body = [filter, pointers, records, signatures.text(), places, rows.text()].join('');
  const slots = pointers.length / POINTER;
  const sizes = [filter.length, slots, records.length, signatures.length, vendors.length, rows.length].join(' ');
  return `${MAGIC} ${FORMAT} ${ruleset.date} ${sizes} ${checksumOf(body)}\n${body}`;
}

/** The index of a ruleset that was never packed: for the maintainers' tool and for tests. */
export function compile(ruleset: Ruleset): Index {
  return restore(pack(ruleset));
}

/** Lines that remember where they begin. */
class Writer {
  readonly #parts: string[] = [];
  length = 0;

  add(part: string): number {
    const place = this.length;
    this.#parts.push(part);
    this.length += part.length;
    return place;
  }

  text(): string {
    return this.#parts.join('');
  }
}

function signatureRow({ kind, literal, weak }: Declared, vendor: number): string {
  return `${SIGNATURE_PREFIX[kind]}${weak ? WEAK : STRONG}${toDigits(vendor, POINTER)}${toAscii(literal).slice(1, -1)}\n`;
}

function vendorRow({ id, name, modalities, purpose, practice, reviewed, reviewBy }: EngineVendor): string {
  const row: VendorRow = [name, modalities, purpose, practice, reviewed, reviewBy];
  return `${id}\t${toAscii(row)}\n`;
}

function hashTable(buckets: ReadonlyMap<number, Bucket>) {
  const slots = powerOfTwo(buckets.size * 2);
  const filter = new Uint8Array(powerOfTwo((buckets.size * BITS) / 6));
  const pointers = new Array<string>(slots).fill(BLANK);
  const records = new Writer();
  for (const [key, { bound, signatures }] of [...buckets].sort(([a], [b]) => a - b)) {
    const digit = key >>> shiftFor(filter.length);
    filter[digit] = (filter[digit] as number) | (1 << filterBit(key));
    let slot = key >>> shiftFor(slots);
    while (pointers[slot] !== BLANK) slot = (slot + 1) % slots;
    const count = toDigits(signatures.length, POINTER);
    const places = signatures.map((place) => toDigits(place, POINTER)).join('');
    const record = `${toDigits(key >>> 0, KEY_DIGITS)}${bound ? 'B' : '-'}${count}${places}`;
    pointers[slot] = toDigits(records.add(record), POINTER);
  }
  return {
    filter: Array.from(filter, (bits) => toDigits(bits, 1)).join(''),
    pointers: pointers.join(''),
    records: records.text(),
  };
}

/** The least power of two from 16 on that is no less. */
function powerOfTwo(least: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(least)));
}
