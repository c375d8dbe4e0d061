/**
 * The built form of the list: one text of printable ASCII.
 *
 *     countergaze-list FORMAT DATE KEYS BUCKETS SIGNATURES VENDORS CHECKSUM
 *     keys        one line: the first 24 bits of each key, ascending, as its distance from the one before, with commas
 *     buckets     a line for each key: B when paths are bound to this host, then the numbers of the signatures filed here
 *     signatures  a line each: kind, `:` or for weak ones `~`, literal as JSON without its quotes; an empty line after
 *                 those of each vendor; a signature's number is that of its line, from 0 on
 *     vendors     a line each, sorted by id: id, tab, the rest as a JSON array
 *
 * In the head all sizes are characters. Buckets, signatures and vendors are used as they lie; only the keys are made
 * into a table, which takes a fraction of a millisecond and would not compress if it were packed.
 */
import type { EngineVendor } from './ruleset.ts';

export const MAGIC = 'countergaze-list';
export const FORMAT = 2;

export const STRONG = ':';
export const WEAK = '~';
/** Before the numbers of a bucket. */
export const BOUND = 'B';

/** All of a key is kept: with fewer bits a list a hundred times as long would meet strangers too often. */
export const KEY_BITS = 32;

/** What is thrown wherever a built list turns out to be something else. */
export function damaged(how: string): RangeError {
  return new RangeError(`the built list is damaged: ${how}`);
}

/** JSON in ASCII alone: one character outside Latin-1 would double the memory of the whole text. */
export function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What a vendor's line holds besides the id, in this order. */
export type VendorRow = [
  EngineVendor['name'],
  EngineVendor['modalities'],
  EngineVendor['purpose'],
  EngineVendor['practice'],
  EngineVendor['reviewed'],
  EngineVendor['reviewBy'],
];
