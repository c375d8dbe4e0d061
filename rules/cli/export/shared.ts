/** What every export format has in common. */
import { type Declared, signaturesIn } from '../../core/compile.ts';
import { regexFor } from '../../core/filter.ts';
import type { Vendor } from '../../core/schema.ts';
import { SIGNATURE_PREFIX } from '../../core/vocabulary.ts';

export interface Export {
  readonly text: string;
  /** Signatures that the format cannot say without flagging more than the matcher does. */
  readonly leftOut: readonly string[];
}

export interface Row extends Declared {
  readonly vendor: Vendor;
}

/** Every signature, by vendor id. */
export function rowsOf(vendors: readonly Vendor[]): Row[] {
  return [...vendors]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((vendor) => [...signaturesIn(vendor.detect)].map((signature) => ({ vendor, ...signature })));
}

export function nameOf({ vendor, signature, weak }: Row): string {
  return `${vendor.id} ${weak ? 'weak ' : ''}${signature}`;
}

/** Lines for the head of a text format: what it is, of when, under which licence, and what is missing. */
export function headOf(format: string, date: string, leftOut: readonly string[]): string[] {
  return [
    `Title: Countergaze list of biometric vendors (${format})`,
    `Last modified: ${date}`,
    'Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
    'A match says that a page requests a listed vendor, never that a face was scanned.',
    `Not sayable in this format, left out: ${leftOut.length}`,
    ...leftOut.map((name) => `  ${name}`),
  ];
}

/** A regular expression over a whole address that says exactly what the matcher says; undefined for hosts and pages. */
export function regexOf({ kind, literal }: Row): string | undefined {
  return regexFor({ prefix: SIGNATURE_PREFIX[kind], literal });
}
