/**
 * One engine in a process of its own: `match-child.ts <engine> <saved file> <requests file> <peer folder>`.
 * Prints what it took to restore and to give the first verdict (ms), and what code and list hold (bytes).
 */
import { readFileSync } from 'node:fs';
import type { Request } from '../../rules/cli/corpus.ts';
import type { Engine } from './match-ours.ts';

export interface ChildFigures {
  readonly restore: number;
  readonly held: number;
}

const OURS = 'countergaze';
const [name, saved, requestsFile, folder] = process.argv.slice(2) as [string, string, string, string];
const requests = JSON.parse(readFileSync(requestsFile, 'utf8')) as Request[];

/** Heap and everything outside it that V8 knows of; `external` includes array buffers. */
async function held(): Promise<number> {
  for (let i = 0; i < 6; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 5)); // some of it is let go between two ticks
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Loads the engine's code and nothing else; what it gives starts from the saved file. */
async function load(): Promise<() => Engine | Promise<Engine>> {
  if (name === OURS) {
    const { ours } = await import('./match-ours.ts');
    return () => ours(readFileSync(saved, 'latin1'));
  }
  const { peersFrom } = await import('./match-peers.ts');
  const peer = peersFrom(new Map([['adblock-rs', folder]])).find((each) => each.name === name);
  if (peer === undefined) throw new TypeError(`there is no peer ${name}`);
  await peer.load();
  return () => peer.revive(readFileSync(saved));
}

const before = await held();
const revive = await load();
// The clock starts when the code is there: how it is bundled is not the matcher's doing. Its memory counts.
const since = performance.now();
const engine = await revive();
engine.judge(requests[0] as Request);
const restore = performance.now() - since;
engine.count(requests);
const figures: ChildFigures = { restore, held: (await held()) - before };
// The engine must still be there when its memory is counted.
console.log(JSON.stringify({ ...figures, api: engine.api }));
