/** Times runners against one another, in one process, turn by turn on short stretches of the same requests. */
import type { Request } from '../../rules/cli/corpus.ts';
import { median, progress, quantile } from './report.ts';

export type Runner = (requests: readonly Request[]) => number;

const STRETCH = 500;
/** A stretch takes far less than a time slice: of a few turns, the shortest is one that nobody interrupted. */
const TURNS = 4;

/** Nanoseconds a request, one value a round for each runner; the values of one round belong together. */
export function timeRunners(
  runners: ReadonlyMap<string, Runner>,
  requests: readonly Request[],
  rounds: number,
): Map<string, number[]> {
  const names = [...runners.keys()];
  const stretches: Request[][] = [];
  for (let at = 0; at < requests.length; at += STRETCH) stretches.push(requests.slice(at, at + STRETCH));
  const times = new Map(names.map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round++) {
    const total = new Map(names.map((name) => [name, 0]));
    for (const [at, stretch] of stretches.entries()) {
      touch(stretch);
      const least = new Float64Array(names.length).fill(Number.POSITIVE_INFINITY);
      for (let turn = 0; turn < names.length * TURNS; turn++) {
        const place = (turn + at + round + 1) % names.length;
        const since = process.hrtime.bigint();
        (runners.get(names[place] as string) as Runner)(stretch);
        least[place] = Math.min(least[place] as number, Number(process.hrtime.bigint() - since));
      }
      for (const [place, name] of names.entries()) {
        total.set(name, (total.get(name) as number) + (least[place] as number));
      }
    }
    if (round === -1) continue; // the first round compiles
    for (const name of names) times.get(name)?.push((total.get(name) as number) / requests.length);
    progress(`round ${round + 1} of ${rounds}`);
  }
  return times;
}

/** Brings the addresses into the cache for whoever comes first: in a browser they have just been written. */
function touch(requests: readonly Request[]): number {
  let sum = 0;
  for (const { url } of requests) for (let at = 0; at < url.length; at += 32) sum += url.charCodeAt(at);
  return sum;
}

export interface Spread {
  readonly median: number;
  readonly p99: number;
}

/** How single requests differ: each timed alone, several times, its median counted without the clock's own time. */
export function spreadOf(judge: (request: Request) => unknown, requests: readonly Request[], rounds: number): Spread {
  const seen = requests.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, request] of requests.entries()) {
      const since = performance.now();
      judge(request);
      seen[at]?.push((performance.now() - since) * 1e6);
    }
  }
  const clock: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const since = performance.now();
    clock.push((performance.now() - since) * 1e6);
  }
  const alone = seen.map((times) => median(times) - median(clock));
  return { median: median(alone), p99: quantile(alone, 0.99) };
}
