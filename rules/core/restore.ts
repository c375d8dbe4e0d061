/** Built form in, Index out: nothing is read but the head; signatures and vendors when something matches. */
import type { Entry } from './compile.ts';
import { hashText } from './hash.ts';
import { FORMAT, fromDigits, MAGIC, POINTER, STRONG, shiftFor, type VendorRow, WEAK } from './packed.ts';
import type { EngineVendor } from './ruleset.ts';
import { SIGNATURE_PREFIX, type SignaturePrefix } from './vocabulary.ts';

/** Where the sections of the built form begin, counted from the start of the text. */
export interface Sections {
  readonly filter: number;
  readonly pointers: number;
  readonly buckets: number;
  readonly signatures: number;
  readonly vendors: number;
  readonly rows: number;
}

const ROW = new RegExp(`^([A-Za-z]+)([${STRONG}${WEAK}])(.{${POINTER}})(.*)$`);
const PREFIXES: ReadonlySet<string> = new Set(Object.values(SIGNATURE_PREFIX));

function isPrefix(text: string | undefined): text is SignaturePrefix {
  return text !== undefined && PREFIXES.has(text);
}

/** The list, ready to be asked. */
export class Index {
  /** ISO date of the newest reviewed entry. */
  readonly date: string;
  readonly vendors: VendorTable;
  readonly text: string;
  readonly at: Sections;
  /** As in `at`: the hot path reads it for every key. */
  readonly filter: number;
  /** How far to shift a key for its digit of the filter, and for its slot. */
  readonly filterShift: number;
  readonly slotShift: number;
  readonly #entries = new Map<number, Entry>();

  constructor(text: string, date: string, at: Sections) {
    this.text = text;
    this.date = date;
    this.at = at;
    this.filter = at.filter;
    this.filterShift = shiftFor(at.pointers - at.filter);
    this.slotShift = shiftFor((at.buckets - at.pointers) / POINTER);
    this.vendors = new VendorTable(text, at);
  }

  /** The signature whose row begins `place` characters into its section; one object each, however often asked. */
  entryAt(place: number): Entry {
    const held = this.#entries.get(place);
    if (held !== undefined) return held;
    const entry = this.#read(this.at.signatures + place);
    this.#entries.set(place, entry);
    return entry;
  }

  /** Every signature of the list, by vendor id. */
  *entries(): Generator<Entry> {
    for (let row = this.at.signatures; row < this.at.vendors; row = this.text.indexOf('\n', row) + 1) {
      yield this.entryAt(row - this.at.signatures);
    }
  }

  #read(row: number): Entry {
    const [, prefix, strength, vendor, literal] = ROW.exec(this.text.slice(row, this.text.indexOf('\n', row))) ?? [];
    if (!isPrefix(prefix) || vendor === undefined) {
      throw new RangeError(`the built list is damaged: no signature at ${row}`);
    }
    return {
      vendor: this.vendors.numbered(fromDigits(vendor, 0, POINTER)),
      prefix,
      literal: JSON.parse(`"${literal}"`) as string,
      weak: strength === WEAK,
    };
  }
}

/** Vendors by id, each parsed when first asked for. */
export class VendorTable {
  readonly #text: string;
  readonly #at: Sections;
  readonly #held = new Map<number, EngineVendor>();

  constructor(text: string, at: Sections) {
    this.#text = text;
    this.#at = at;
  }

  get size(): number {
    return (this.#at.rows - this.#at.vendors) / POINTER;
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
    const start = this.#rowOf(number) + id.length + 1;
    const row = JSON.parse(this.#text.slice(start, this.#text.indexOf('\n', start))) as VendorRow;
    const [name, modalities, purpose, practice, reviewed, reviewBy] = row;
    const vendor = { id, name, modalities, purpose, practice, reviewed, reviewBy };
    this.#held.set(number, vendor);
    return vendor;
  }

  #rowOf(number: number): number {
    if (!(number < this.size)) throw new RangeError(`the built list is damaged: it has no vendor ${number}`);
    return this.#at.rows + fromDigits(this.#text, this.#at.vendors + number * POINTER, POINTER);
  }

  #idOf(number: number): string {
    const start = this.#rowOf(number);
    return this.#text.slice(start, this.#text.indexOf('\t', start));
  }
}

type SixNumbers = [number, number, number, number, number, number];

const HEAD = new RegExp(`^${MAGIC} (\\d+) (\\d{4}-\\d\\d-\\d\\d) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (-?\\d+)$`);

/** Opens a built list. Throws a RangeError that says why when it is not one, is of another format, or is cut off. */
export function restore(text: string): Index {
  const { format, date, sizes, body } = headOf(text);
  if (format !== FORMAT) {
    throw new RangeError(`the built list has format ${format}; this version reads format ${FORMAT}`);
  }
  const [filter, slots, buckets, signatures, vendors, rows] = sizes;
  const lengths = [filter, slots * POINTER, buckets, signatures, vendors * POINTER, rows];
  const starts = [body];
  for (const length of lengths) starts.push((starts.at(-1) as number) + length);
  const end = starts.pop();
  if (end !== text.length) {
    throw new RangeError(`the built list is damaged: ${text.length} characters long instead of ${end}`);
  }
  const [filterAt, pointersAt, bucketsAt, signaturesAt, vendorsAt, rowsAt] = starts as SixNumbers;
  return new Index(text, date, {
    filter: filterAt,
    pointers: pointersAt,
    buckets: bucketsAt,
    signatures: signaturesAt,
    vendors: vendorsAt,
    rows: rowsAt,
  });
}

/**
 * Throws a RangeError when not every character is as it was written. Costs milliseconds, unlike `restore`:
 * for the build and for files from outside, not for the packed list.
 */
export function assertIntact(text: string): void {
  const { body, checksum } = headOf(text);
  if (checksumOf(text.slice(body)) !== checksum) {
    throw new RangeError('the built list is damaged: its checksum is another');
  }
}

/** Finds accidents, not forgery: that is a signature's task. */
export function checksumOf(body: string): number {
  return hashText(body);
}

function headOf(text: string) {
  const line = text.indexOf('\n');
  const head = HEAD.exec(text.slice(0, line === -1 ? 0 : line));
  if (head === null) throw new RangeError('this is no built list: its first line is not the head of one');
  const [format, , ...rest] = head.slice(1).map(Number);
  return {
    format,
    date: head[2] as string,
    sizes: rest.slice(0, 6) as SixNumbers,
    checksum: rest[6],
    body: line + 1,
  };
}
