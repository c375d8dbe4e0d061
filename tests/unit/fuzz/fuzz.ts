/**
 * What the fuzz tests share: a fixed seed, a scale, hostile texts, and a measure of growth.
 * `COUNTERGAZE_FUZZ=10` runs ten times as many cases, `COUNTERGAZE_SEED=7` other ones.
 */
import fc from 'fast-check';

const SCALE = Number(process.env.COUNTERGAZE_FUZZ ?? 1);
const SEED = Number(process.env.COUNTERGAZE_SEED ?? 20_261_126);

let done = 0;

/** Holds a property against so many cases. */
export function check<T>(runs: number, cases: fc.Arbitrary<T>, holds: (value: T) => void): void {
  const numRuns = Math.round(runs * SCALE);
  fc.assert(
    fc.property(cases, (value) => {
      done++;
      holds(value);
    }),
    { numRuns, seed: SEED },
  );
}

/** The same for what takes its time. */
export async function checkLater<T>(
  runs: number,
  cases: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(cases, async (value) => {
    done++;
    await holds(value);
  });
  await fc.assert(property, { numRuns: Math.round(runs * SCALE), seed: SEED });
}

/** Cases held so far in this file. */
export function casesRun(): number {
  return done;
}

/** Names, addresses and titles as somebody would write them who wants to break what shows them. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '\u202eevil\u202c',
    '\u2066\u200f\u061c',
    '\ud800',
    'a\udfffb',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '\0\u0007\n\r',
    '{{x}}%00%',
    '../'.repeat(50),
  ),
);

/** A text made so large by repetition. */
export function grown(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length)).slice(0, length);
}

/**
 * How many times longer the work takes on input eight times as large: about 8 when it is linear, 64 when quadratic.
 * The best of several runs each, in turn, and of more while that looks bad: the machine has other things to do.
 */
export function growth(size: number, make: (size: number) => () => unknown): number {
  const works = [make(size), make(8 * size)];
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const ratio = () => {
    const [small = 0, large = 0] = best.map((time) => Math.max(time, 0.3)); // below that the clock says nothing
    return large / small;
  };
  for (let run = 0; run < 5 || (run < 40 && ratio() >= LINEAR); run++) {
    for (const [at, work] of works.entries()) {
      const since = performance.now();
      work();
      if (run > 0) best[at] = Math.min(best[at] as number, performance.now() - since);
    }
  }
  return ratio();
}

/** Above what is linear with all its noise, well below what is quadratic. */
export const LINEAR = 25;
