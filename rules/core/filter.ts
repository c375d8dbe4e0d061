/** Signatures as regular expressions over whole addresses, for what filters by those: browsers and blockers. */
import type { Entry } from './compile.ts';

const SPECIAL = /[.+?^${}()|[\]\\/]/g;
const ORIGIN = '^(?:https?|wss?):\\/\\/';
const PORT = '(?::\\d+)?';

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** `*` within one segment, ending where a segment ends. */
function pathSource(pattern: string): string {
  const source = escaped(pattern).replaceAll('*', '[^/?#]*');
  return pattern.endsWith('/') ? source : `${source}(?:[/?#]|$)`;
}

/**
 * The source of a regular expression that says exactly what the matcher says of requests; null for whole hosts, which
 * every filter knows by itself, and for what no address shows. Case counts.
 */
export function regexFor({ prefix, literal }: Pick<Entry, 'prefix' | 'literal'>): string | null {
  switch (prefix) {
    case 'hostPath': {
      const slash = literal.indexOf('/');
      const host = escaped(literal.slice(0, slash));
      return `${ORIGIN}(?:[^/?#@]+\\.)?${host}${PORT}${pathSource(literal.slice(slash))}`;
    }
    case 'file':
      return `${ORIGIN}[^/?#]+\\/(?:[^?#]*\\/)?${escaped(literal)}(?:[?#]|$)`;
    case 'path':
      return `${ORIGIN}[^/?#]+(?:\\/[^?#]*)?${pathSource(literal)}`;
    case 'alias':
      return `${ORIGIN}${escaped(literal)}${PORT}[/?#]`;
    default:
      return null;
  }
}
