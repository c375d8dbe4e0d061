/** The logistic curve and its inverse, from tables: the same in every engine, to the last bit. */

export const STRETCH_STEPS = 4096;
const SQUASH_PER_UNIT = 128;
const SQUASH_TO = 12;

/** e to the power of x, with products alone: `Math.exp` may differ from engine to engine. */
function exp(x: number): number {
  let power = 1 + x / 65536;
  for (let times = 0; times < 16; times++) power *= power;
  return power;
}

const SQUASH = Float32Array.from(
  { length: 2 * SQUASH_TO * SQUASH_PER_UNIT + 1 },
  (_, at) => 1 / (1 + exp(SQUASH_TO - at / SQUASH_PER_UNIT)),
);

/** The probability that a sum of evidence stands for. */
export function squash(x: number): number {
  if (x > SQUASH_TO - 0.01) return SQUASH[SQUASH.length - 2] as number;
  if (x < 0.01 - SQUASH_TO) return SQUASH[1] as number;
  return SQUASH[((x + SQUASH_TO) * SQUASH_PER_UNIT + 0.5) | 0] as number;
}

/** The evidence that a probability stands for: the inverse of `squash`. */
export const STRETCH = new Float32Array(STRETCH_STEPS);
for (let at = 0, step = 1; at < STRETCH_STEPS; at++) {
  while (step < SQUASH.length - 2 && (SQUASH[step] as number) < (at + 0.5) / STRETCH_STEPS) step++;
  STRETCH[at] = step / SQUASH_PER_UNIT - SQUASH_TO;
}
