/**
 * The built form of the list: one text of printable ASCII that is used as it lies, so that restoring it costs nothing.
 *
 *     countergaze-list FORMAT DATE FILTER SLOTS BUCKETS SIGNATURES VENDORS ROWS CHECKSUM
 *     filter      a Bloom filter of all keys with one hash, six bits a digit: nearly every miss ends here
 *     pointers    an open-addressing hash table, four digits a slot: where the key's bucket begins, or blank
 *     buckets     key (6 digits), B when paths are bound to this host, count (4), then signatures (4 each)
 *     signatures  kind, `:` or for weak ones `~`, vendor (4 digits), literal as JSON without its quotes, newline
 *     vendors     four digits a vendor, sorted by id: where its row begins
 *     rows        id, tab, the rest as a JSON array, newline
 *
 * In the head FILTER, SLOTS and VENDORS are counts, the other sizes are characters. A digit is base 64: its value
 * plus 63. A key's high bits choose its digit of the filter and its slot; if that is taken, the next free one.
 */
import type { EngineVendor } from './ruleset.ts';

export const MAGIC = 'countergaze-list';
export const FORMAT = 1;

const ZERO = 63;
export const STRONG = ':';
export const WEAK = '~';
/** How many digits a pointer, a place, a count or a vendor's number has. */
export const POINTER = 4;
export const KEY_DIGITS = 6;
/** No key has this slot. */
export const BLANK = ' '.repeat(POINTER);

/** Which of a filter digit's six bits is the key's: by its low bits, which do not choose the digit. */
export function filterBit(key: number): number {
  return ((key & 0x7ff) * 6) >>> 11;
}

/** True when the filter digit at `at` has the key's bit: the key may be in the list. */
export function passes(text: string, at: number, key: number): boolean {
  return (((text.charCodeAt(at) - ZERO) >>> filterBit(key)) & 1) === 1;
}

/** How far to shift a key for its place among `size` places, a power of two. */
export function shiftFor(size: number): number {
  return Math.clz32(size) + 1;
}

/** A number from 0 on as base-64 digits. Throws a RangeError when it does not fit. */
export function toDigits(value: number, width: number): string {
  let digits = '';
  let rest = value;
  for (let i = 0; i < width; i++) {
    digits = String.fromCharCode((rest % 64) + ZERO) + digits;
    rest = Math.floor(rest / 64);
  }
  if (rest !== 0) throw new RangeError(`${value} does not fit in ${width} digits: the list is too large`);
  return digits;
}

export function fromDigits(text: string, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 64 + text.charCodeAt(i) - ZERO;
  return value;
}

/** Keys are compared as the 32 bits they are. */
export function keyAt(text: string, at: number): number {
  return fromDigits(text, at, KEY_DIGITS) | 0;
}

/** JSON in ASCII alone: one character outside Latin-1 would double the memory of the whole text. */
export function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What a row holds besides the id, in this order. */
export type VendorRow = [
  EngineVendor['name'],
  EngineVendor['modalities'],
  EngineVendor['purpose'],
  EngineVendor['practice'],
  EngineVendor['reviewed'],
  EngineVendor['reviewBy'],
];
