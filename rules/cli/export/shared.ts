/** What every export format has in common. */
import { type Declared, signaturesIn } from '../../core/compile.ts';
import type { Vendor } from '../../core/schema.ts';

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

const ESCAPED = /[.+?^${}()|[\]\\/]/g;

/** A text as a regular expression finds it; `*` is left as it stands. */
export function quoteForRegex(text: string): string {
  return text.replace(ESCAPED, '\\$&');
}

/** The regular-expression source of a path pattern: `*` within one segment, ending where a segment ends. */
export function pathSource(pattern: string): string {
  const source = quoteForRegex(pattern).replaceAll('*', '[^/?#]*');
  return pattern.endsWith('/') ? source : `${source}(?:[/?#]|$)`;
}

const ORIGIN = '^(?:https?|wss?):\\/\\/';
const PORT = '(?::\\d+)?';

/** A regular expression over a whole address that says exactly what the matcher says; null for hosts and pages. */
export function regexFor({ kind, literal }: Row): string | null {
  switch (kind) {
    case 'hostPaths': {
      const slash = literal.indexOf('/');
      const host = quoteForRegex(literal.slice(0, slash));
      return `${ORIGIN}(?:[^/?#@]+\\.)?${host}${PORT}${pathSource(literal.slice(slash))}`;
    }
    case 'files':
      return `${ORIGIN}[^/?#]+\\/(?:[^?#]*\\/)?${quoteForRegex(literal)}(?:[?#]|$)`;
    case 'paths':
      return `${ORIGIN}[^/?#]+(?:\\/[^?#]*)?${pathSource(literal)}`;
    case 'aliases':
      return `${ORIGIN}${quoteForRegex(literal)}${PORT}[/?#]`;
    default:
      return null;
  }
}
