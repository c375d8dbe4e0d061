/** Under which part of it a path pattern is filed: the longest that an address must contain letter by letter. */
import { endsWord, hashText, join, KEY, keyOf } from './hash.ts';

interface Anchor {
  readonly text: string;
  readonly key: number;
}

/** The key of a path pattern's most telling part; null when no part of it is fixed. */
export function anchorKey(pattern: readonly string[]): number | null {
  let best: Anchor | null = null;
  for (const anchor of anchorsOf(pattern)) {
    if (best === null || anchor.text.length > best.text.length) best = anchor;
  }
  return best === null ? null : best.key;
}

function* anchorsOf(pattern: readonly string[]): Generator<Anchor> {
  for (const [at, segment] of pattern.entries()) {
    if (segment === '') continue;
    if (segment.includes('*')) {
      const word = firstWord(segment);
      if (word !== null) yield { text: word, key: keyOf(KEY.word, hashText(word)) };
      continue;
    }
    yield { text: segment, key: keyOf(KEY.segment, hashText(segment)) };
    const next = pattern[at + 1];
    if (next === undefined || next === '' || next.includes('*')) continue;
    yield { text: `${segment}/${next}`, key: keyOf(KEY.pair, join(hashText(segment), hashText(next))) };
  }
}

/** `acme@` of `acme@*`; null when a `*` comes before the first word ends. */
function firstWord(segment: string): string | null {
  for (let i = 0; i < segment.length; i++) {
    if (segment[i] === '*') return null;
    if (i > 0 && endsWord(segment.charCodeAt(i))) return segment.slice(0, i + 1);
  }
  return null;
}
