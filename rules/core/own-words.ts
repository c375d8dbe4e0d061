/** Texts about a vendor without what the list says of it anyway: its name, hosts, files and packages, by number. */
import type { ListedVendor } from './ruleset.ts';

/** Before a number, which is one character; twice for itself. */
const MARK = '~';
const FIRST = 0x23;
const MOST = MARK.charCodeAt(0) - FIRST;
/** A shorter word saves nothing. */
const SHORTEST = 4;
/** What stands around a package's or a folder's name in a signature. */
const AROUND = /^(?:cdn\.jsdelivr\.net\/npm\/|unpkg\.com\/|\/node_modules\/|\/)|(?:@\*)?\/$/g;

/** What texts about a vendor repeat, in an order that depends on nothing else. */
export function ownWordsOf({ name, signatures }: ListedVendor): string[] {
  const literals = signatures.map((signature) => signature.slice(signature.indexOf(':') + 1).replace(AROUND, ''));
  const words = [name, name.split(' ', 1)[0] as string, ...literals];
  return [...new Set(words)].filter(({ length }) => length >= SHORTEST).slice(0, MOST);
}

/** Puts marks and numbers for own words, the longest first. */
export function abbreviate(text: string, words: readonly string[]): string {
  const longestFirst = [MARK, ...words].sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  return text.replace(new RegExp(pattern, 'g'), (found) =>
    found === MARK ? MARK + MARK : MARK + String.fromCharCode(FIRST + words.indexOf(found)),
  );
}

/** The text that was abbreviated with the same words. Throws a RangeError on a number that none of them has. */
export function spellOut(text: string, words: readonly string[]): string {
  return text.replace(/~(.)/g, (_, digit: string) => {
    const word = digit === MARK ? MARK : words[digit.charCodeAt(0) - FIRST];
    if (word === undefined) throw new RangeError(`a dossier names an own word that its vendor lacks: ${text}`);
    return word;
  });
}
