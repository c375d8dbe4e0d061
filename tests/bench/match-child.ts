/**
 * One engine in a process of its own: `match-child.ts <engine> <saved file> <requests file> <peer folder>`.
 * Prints what it took to load, to restore and to give the first verdict (ms), and what it holds (bytes).
 */
import { readFileSync } from 'node:fs';
import type { Request } from '../../rules/cli/corpus.ts';
import { ours, peersFrom } from './match-engines.ts';

export interface ChildFigures {
  readonly restore: number;
  readonly held: number;
}

// Without a peer of that name it is ours.
const [name, saved, requestsFile, folder] = process.argv.slice(2) as [string, string, string, string];
const requests = JSON.parse(readFileSync(requestsFile, 'utf8')) as Request[];
const peer = peersFrom(new Map(folder === '' ? [] : [['adblock-rs', folder]])).find((each) => each.name === name);

/** Heap and everything outside it that V8 knows of; `external` includes array buffers. */
function held(): number {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// The peer's own code is loaded before the clock starts: how it is bundled is not its matcher's doing.
await peer?.load();
const before = held();
const since = performance.now();
const engine = peer === undefined ? ours(readFileSync(saved, 'latin1')) : await peer.revive(readFileSync(saved));
engine.judge(requests[0] as Request);
const restore = performance.now() - since;
engine.count(requests);
const after = held();
const figures: ChildFigures = { restore, held: after - before };
// The engine must still be there when its memory is counted.
console.log(JSON.stringify({ ...figures, api: engine.api }));
