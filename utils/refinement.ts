/** What came of a sum of evidence in the same place before: corrects a mixer that is too sure, or not sure enough. */
import { squash } from './logistic.ts';

const LEARNS = 0.02;
const TO = 8;
const STEPS = 33;

export class Refinement {
  /** For each place, and each step of the sum, a probability. */
  readonly #seen: Float32Array;
  #at = 0;
  #part = 0;

  /** `places`: a power of two. */
  constructor(places: number) {
    this.#seen = new Float32Array(places * STEPS);
    for (let step = 0; step < STEPS; step++) this.#seen[step] = squash((step / (STEPS - 1)) * 2 * TO - TO);
    for (let done = STEPS; done < this.#seen.length; done *= 2) this.#seen.copyWithin(done, 0, done);
  }

  /** The probability of such a sum in this place, between those of the two nearest steps. */
  next(sum: number, place: number): number {
    const within = Math.max(-TO + 0.001, Math.min(TO - 0.001, sum));
    const step = ((within + TO) * (STEPS - 1)) / (2 * TO);
    this.#part = step - (step | 0);
    this.#at = place * STEPS + (step | 0);
    return (this.#seen[this.#at] as number) * (1 - this.#part) + (this.#seen[this.#at + 1] as number) * this.#part;
  }

  /** Tells the bit that came. */
  learn(bit: 0 | 1): void {
    const seen = this.#seen;
    const at = this.#at;
    seen[at] = (seen[at] as number) + (bit - (seen[at] as number)) * LEARNS * (1 - this.#part);
    seen[at + 1] = (seen[at + 1] as number) + (bit - (seen[at + 1] as number)) * LEARNS * this.#part;
  }
}
