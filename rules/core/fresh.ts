/** What an update adds to the list in the package: what the probe and the browser's listener, made with that one, lack. */
import { signatureOf } from './compile.ts';
import { hashOf, literalRun, runAt } from './digest.ts';
import type { Index } from './restore.ts';
import { fastSelector } from './selector.ts';

export interface Fresh {
  /** Properties of `window`, each split at its dots. */
  readonly globals: readonly (readonly string[])[];
  /** Fast selectors. */
  readonly elements: readonly string[];
  /** Keys for the probe's digest. */
  readonly keys: readonly number[];
  /** Hosts, and hosts with the beginning of a path, that a listener has to be told of. */
  readonly places: readonly string[];
}

export const NOTHING_FRESH: Fresh = { globals: [], elements: [], keys: [], places: [] };

/** Each place costs time at every request of every page. */
const MOST_PLACES = 300;

export function freshIn(update: Index, packaged: Index): Fresh {
  const known = new Set([...packaged.entries()].map(signatureOf));
  const fresh = [...update.entries()].filter((entry) => !known.has(signatureOf(entry)));
  const literals = (...prefixes: string[]) => [
    ...new Set(fresh.filter(({ prefix }) => prefixes.includes(prefix)).map(({ literal }) => literal)),
  ];
  const places = [
    ...literals('site', 'host', 'alias'),
    ...literals('hostPath').map((place) => runAt(place.split('/'), 0)),
  ];
  return {
    globals: literals('global').map((name) => name.split('.')),
    elements: literals('element').map(fastSelector),
    keys: [...places, ...literals('file', 'path').map(literalRun)].map(hashOf),
    places: places.slice(0, MOST_PLACES),
  };
}

/** False when the probe and the listener of the package know everything already. */
export function hasFresh({ globals, elements, keys }: Fresh): boolean {
  return globals.length + elements.length + keys.length > 0;
}
