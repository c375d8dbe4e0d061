/** Under which part of it a path pattern is filed: the longest that an address must contain letter by letter. */
import { HEAD, hashPair, hashSegment, headOf, START } from './hash.ts';

interface Anchor {
  /** Fixed characters: the more, the fewer strangers have it too. */
  readonly length: number;
  readonly key: number;
}

/** The key of a path pattern's most telling part; null when no part of it is fixed. `atRoot`: it begins where the path does. */
export function anchorKey(pattern: readonly string[], atRoot = false): number | null {
  let best: Anchor | null = null;
  for (const anchor of anchorsOf(pattern, atRoot)) {
    if (best === null || anchor.length > best.length) best = anchor;
  }
  return best === null ? null : best.key;
}

function* anchorsOf(pattern: readonly string[], atRoot: boolean): Generator<Anchor> {
  for (const [at, segment] of pattern.entries()) {
    const lead = segment.split('*', 1)[0] as string;
    const fixed = lead === segment;
    if (segment === '') continue;
    if (fixed) yield { length: segment.length, key: wholeOf(segment) };
    if (!fixed && lead.length < HEAD) continue;
    const before = at === 0 ? '' : (pattern[at - 1] as string);
    if (before.includes('*') || (at === 0 && !atRoot)) continue;
    const previous = at === 0 ? START : wholeOf(before);
    yield { length: before.length + lead.length, key: hashPair(previous, headOf(lead, 0, lead.length)) };
  }
}

function wholeOf(segment: string): number {
  return hashSegment(segment, 0, segment.length, headOf(segment, 0, segment.length));
}
