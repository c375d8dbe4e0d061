/** Our engine, as the bench asks every engine. */
import type { Request } from '../../rules/cli/corpus.ts';
import { type Index, restore } from '../../rules/core/restore.ts';
import { detectUrl } from '../../rules/core/verdict.ts';

export const OURS = 'countergaze';

export interface Engine {
  /** The calls that are measured. */
  readonly api: string;
  judge(request: Request): boolean;
  /** How many of the requests are on the list: a loop of its own for each engine, so that each is compiled for itself. */
  count(requests: readonly Request[]): number;
  /** What its makers would keep on disk to start from. */
  saved(): Promise<Uint8Array>;
}

/** Our engine, from the built form of the list. */
export function ours(text: string): Engine {
  const index = restore(text);
  return {
    api: 'detectUrl(index, url, kind, true), as utils/engine.ts asks it',
    judge: ({ url }) => detectUrl(index, url, 'request', true).length > 0,
    count: (requests) => countOurs(index, requests),
    saved: async () => Buffer.from(text, 'latin1'),
  };
}

function countOurs(index: Index, requests: readonly Request[]): number {
  let count = 0;
  for (const { url } of requests) if (detectUrl(index, url, 'request', true).length > 0) count++;
  return count;
}
