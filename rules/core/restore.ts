/** Built form in, Index out: a table of keys is made; signatures and vendors are read when something matches. */
import type { Entry } from './compile.ts';
import { hashText } from './hash.ts';
import { KeyTable } from './keys.ts';
import { Lines } from './lines.ts';
import { BOUND, damaged, FORMAT, MAGIC, STRONG, type VendorRow, WEAK } from './packed.ts';
import type { EngineVendor } from './ruleset.ts';
import { SIGNATURE_PREFIX, type SignaturePrefix } from './vocabulary.ts';

const ROW = new RegExp(`^([A-Za-z]+)([${STRONG}${WEAK}])(.*)$`);
const PREFIXES: ReadonlySet<string> = new Set(Object.values(SIGNATURE_PREFIX));

function isPrefix(text: string | undefined): text is SignaturePrefix {
  return text !== undefined && PREFIXES.has(text);
}

/** What a key leads to. */
export interface Bucket {
  /** Paths are bound to the key's host. */
  readonly isBound: boolean;
  /** Numbers of signatures. */
  readonly signatures: readonly number[];
}

/** The list, ready to be asked. */
export class Index {
  /** ISO date of the newest reviewed entry. */
  readonly date: string;
  readonly vendors: VendorTable;
  readonly keys: KeyTable;
  readonly #buckets: Lines;
  readonly #held = new Map<number, Bucket>();
  readonly #signatures: Lines;
  #owners: readonly number[] | undefined;
  readonly #entries = new Map<number, Entry>();

  constructor(date: string, keys: KeyTable, buckets: Lines, signatures: Lines, vendors: Lines) {
    this.date = date;
    this.keys = keys;
    this.vendors = new VendorTable(vendors);
    this.#buckets = buckets;
    this.#signatures = signatures;
  }

  /** What the key with this number leads to; one object each, since some hosts are met again and again. */
  bucketAt(number: number): Bucket {
    const held = this.#held.get(number);
    if (held !== undefined) return held;
    const bucket = toBucket(this.#buckets.at(number));
    this.#held.set(number, bucket);
    return bucket;
  }

  /** The signature with this number; one object each, however often asked. */
  entryAt(number: number): Entry {
    const held = this.#entries.get(number);
    if (held !== undefined) return held;
    const entry = this.#read(number);
    this.#entries.set(number, entry);
    return entry;
  }

  /** Every signature of the list, by vendor id. */
  *entries(): Generator<Entry> {
    for (let number = 0; number < this.#signatures.count; number++) {
      if (!this.#signatures.isEmpty(number)) yield this.entryAt(number);
    }
  }

  #read(number: number): Entry {
    const [, prefix, strength, literal] = ROW.exec(this.#signatures.at(number)) ?? [];
    if (!isPrefix(prefix)) throw damaged(`line ${number} is no signature`);
    this.#owners ??= ownersOf(this.#signatures);
    return {
      vendor: this.vendors.numbered(this.#owners[number] as number),
      prefix,
      literal: parsed(`"${literal}"`) as string,
      weak: strength === WEAK,
    };
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw damaged('a part of it is no JSON');
  }
}

function toBucket(line: string): Bucket {
  const isBound = line.startsWith(BOUND);
  const numbers = isBound ? line.slice(BOUND.length) : line;
  return { isBound, signatures: numbers === '' ? [] : numbers.split(' ').map(Number) };
}

/** Of each line the number of its vendor: an empty line ends a vendor's. */
function ownersOf(signatures: Lines): number[] {
  let vendor = 0;
  return Array.from({ length: signatures.count }, (_, number) => (signatures.isEmpty(number) ? vendor++ : vendor));
}

/** Vendors by id, each parsed when first asked for. */
export class VendorTable {
  readonly #lines: Lines;
  readonly #held = new Map<number, EngineVendor>();

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  get size(): number {
    return this.#lines.count;
  }

  get(id: string): EngineVendor | undefined {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#idOf(middle) < id) low = middle + 1;
      else high = middle;
    }
    return low < this.size && this.#idOf(low) === id ? this.numbered(low) : undefined;
  }

  /** The vendor at this place of the order by id; one object each. Throws a RangeError when there is none. */
  numbered(number: number): EngineVendor {
    const held = this.#held.get(number);
    if (held !== undefined) return held;
    const id = this.#idOf(number);
    const row = parsed(this.#lines.at(number).slice(id.length + 1)) as VendorRow;
    if (!Array.isArray(row)) throw damaged(`vendor ${number} is none`);
    const [name, modalities, purpose, practice, reviewed, reviewBy] = row;
    const vendor = { id, name, modalities, purpose, practice, reviewed, reviewBy };
    this.#held.set(number, vendor);
    return vendor;
  }

  #idOf(number: number): string {
    return this.#lines.at(number).split('\t', 1)[0] as string;
  }
}

type FourNumbers = [number, number, number, number];
type ThreeSections = [Lines, Lines, Lines];

/** Other formats may have more sizes: they must be told from what is no list. */
const HEAD = new RegExp(`^${MAGIC} (\\d+) (\\d{4}-\\d\\d-\\d\\d) (\\d+) (\\d+) (\\d+) (\\d+)(?: \\d+)* (-?\\d+)$`);

/** Opens a built list. Throws a RangeError that says why when it is not one, is of another format, or is cut off. */
export function restore(text: string): Index {
  const { format, date, sizes, body } = headOf(text);
  if (format !== FORMAT) {
    throw new RangeError(`the built list has format ${format}; this version reads format ${FORMAT}`);
  }
  const [keys, ...others] = sizes;
  const end = others.reduce((sum, size) => sum + size, body + keys);
  if (end !== text.length) {
    throw damaged(`${text.length} characters long instead of ${end}`);
  }
  const distances = parsed(`[${text.slice(body, body + keys)}]`) as number[];
  const [buckets, signatures, vendors] = linesOf(text, body + keys, others) as ThreeSections;
  return new Index(date, new KeyTable(distances), buckets, signatures, vendors);
}

/** Sections that follow one another, by their sizes. */
function linesOf(text: string, begin: number, sizes: readonly number[]): Lines[] {
  let end = begin;
  return sizes.map((size) => {
    end += size;
    return new Lines(text, end - size, end);
  });
}

/**
 * Throws a RangeError when not every character is as it was written. Costs milliseconds, unlike `restore`:
 * for the build and for files from outside, not for the packed list.
 */
export function assertIntact(text: string): void {
  const { body, checksum } = headOf(text);
  if (checksumOf(text.slice(body)) !== checksum) {
    throw damaged('its checksum is another');
  }
}

/** Finds accidents, not forgery: that is a signature's task. */
export function checksumOf(body: string): number {
  return hashText(body);
}

function headOf(text: string) {
  const line = text.indexOf('\n');
  const head = HEAD.exec(text.slice(0, line === -1 ? 0 : line));
  if (head === null) throw new RangeError('this is no built list');
  return {
    format: Number(head[1]),
    date: head[2] as string,
    sizes: head.slice(3, 7).map(Number) as FourNumbers,
    checksum: Number(head[7]),
    body: line + 1,
  };
}
