/** The list in the syntax of blockers, in the form that is fastest for them: no regular expressions, no options. */
import { signaturesIn } from '../../rules/core/compile.ts';
import type { Ruleset } from '../../rules/core/ruleset.ts';
import type { SignatureKind } from '../../rules/core/vocabulary.ts';

/**
 * One filter a signature that an address can show. Blockers ignore case, and read `/path` in a query too: where they
 * say more than the list does, the bench counts it. (`rules export --format abp` says exactly the same, but slower.)
 */
export function toFilters(ruleset: Ruleset): string[] {
  const filters = ruleset.vendors.flatMap(({ detect }) =>
    [...signaturesIn(detect)].flatMap(({ kind, literal }) => toFilter(kind, literal) ?? []),
  );
  return [...new Set(filters)];
}

function toFilter(kind: SignatureKind, literal: string): string | null {
  switch (kind) {
    case 'hosts':
    case 'aliases':
      return `||${literal}^`;
    case 'hostPaths':
      return `||${ended(literal)}`;
    case 'files':
      return `/${literal}^`;
    case 'paths':
      return ended(literal);
    default:
      return null;
  }
}

/** A filter between two slashes would be read as a regular expression; a star at its end says the same. */
function ended(pattern: string): string {
  return pattern.endsWith('/') ? `${pattern}*` : `${pattern}^`;
}
