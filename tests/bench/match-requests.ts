/** The requests of the matcher's bench. */
import { type Request, readCorpora } from '../../rules/cli/corpus.ts';
import { seededRandom } from './report.ts';

export interface Traffic {
  /** Which corpora these are, with how many requests each. */
  readonly names: readonly string[];
  readonly requests: readonly Request[];
}

/** The corpora that are given; without any, the kept ones. Visited pages and other schemes are left out. */
export function readTraffic(given: readonly string[]): Traffic {
  const all = readCorpora(given).map(({ requests, ...corpus }) => ({
    ...corpus,
    requests: requests.filter(({ url, type }) => type !== 'main_frame' && /^(?:https?|wss?):/.test(url)),
  }));
  const outside = all.filter(({ kept }) => !kept);
  const used = outside.length > 0 ? outside : all;
  return {
    names: used.map(({ name, requests }) => `${name} (${requests.length.toLocaleString('en')})`),
    // Each address is a string of its own, in one piece, as a browser hands it over.
    requests: JSON.parse(JSON.stringify(used.flatMap(({ requests }) => requests))) as Request[],
  };
}

/** A seeded choice, in the order of the corpus. */
export function sampleOf(requests: readonly Request[], size: number): Request[] {
  const random = seededRandom(size);
  const share = size / requests.length;
  return requests.filter(() => random() < share);
}
