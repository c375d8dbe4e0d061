/** Signatures as regular expressions over whole addresses, for what filters by those: browsers and blockers. */
import type { Entry } from './compile.ts';

const ORIGIN = '^(?:https?|wss?)://';
const ANY_HOST = `${ORIGIN}[^/?#]+`;
const PORT = '(?::\\d+)?';

/** A text as a regular expression finds it; `*` is left as it stands. */
export function quoteForRegex(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** `*` within one segment, ending where a segment ends. */
export function pathSource(pattern: string): string {
  const source = quoteForRegex(pattern).replaceAll('*', '[^/?#]*');
  return pattern.endsWith('/') ? source : `${source}(?:[/?#]|$)`;
}

/**
 * The source of a regular expression that says exactly what the matcher says of requests; undefined for whole hosts,
 * which every filter knows by itself, and for what no address shows. Case counts.
 */
export function regexFor({ prefix, literal }: Pick<Entry, 'prefix' | 'literal'>): string | undefined {
  const [host = ''] = literal.split('/', 1);
  const owner = quoteForRegex(host) + PORT;
  if (prefix === 'hostPath') return `${ORIGIN}(?:[^/?#@]+\\.)?${owner}${pathSource(literal.slice(host.length))}`;
  if (prefix === 'alias') return `${ORIGIN}${owner}[/?#]`;
  if (prefix === 'path') return `${ANY_HOST}(?:/[^?#]*)?${pathSource(literal)}`;
  if (prefix === 'file') return `${ANY_HOST}/(?:[^?#]*/)?${quoteForRegex(literal)}(?:[?#]|$)`;
  return undefined;
}
