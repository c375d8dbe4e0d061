/** The last place that looked like the end of what is known so far: what came there may come again. */
import { STRETCH, STRETCH_STEPS } from './logistic.ts';

const FROM = 5;
const LONGEST = 31;
const HASH_BITS = 16;
const LEARNS = 0.02;

/** Steps of how long what looks alike is, the first for nothing. */
export const MATCHES = LONGEST + 2;

export class RecentMatch {
  readonly #heads = new Int32Array(1 << HASH_BITS);
  /** Of each length, how often it foretold rightly. */
  readonly #right = new Float32Array(LONGEST + 1).fill(0.75);
  #at = 0;
  #length = 0;
  #evidence = 0;
  #hasGuess = false;

  begin(): void {
    this.#length = 0;
  }

  /** How long what looks alike is, as a step. */
  get step(): number {
    return this.#hasGuess ? this.#length + 1 : 0;
  }

  /** What it says of the next bit of a byte of which `bits` are known, behind a one. */
  guess(bits: number, text: Uint8Array): number {
    const width = 31 - Math.clz32(bits);
    const expected = (text[this.#at] as number) | 256;
    this.#hasGuess = this.#length > 0 && expected >> (8 - width) === bits;
    this.#evidence = 0;
    if (this.#hasGuess) {
      const sure = STRETCH[((this.#right[this.#length] as number) * STRETCH_STEPS) | 0] as number;
      this.#evidence = ((expected >> (7 - width)) & 1) === 0 ? -sure : sure;
    }
    return this.#evidence;
  }

  /** Tells the bit that came. */
  learn(bit: 0 | 1): void {
    if (!this.#hasGuess) return;
    const isRight = this.#evidence > 0 === (bit === 1);
    const before = this.#right[this.#length] as number;
    this.#right[this.#length] = Math.min(0.999, before + (Number(isRight) - before) * LEARNS);
    if (!isRight) this.#length = 0;
  }

  /** A byte came, the last of `text` up to `length`. */
  addByte(text: Uint8Array, length: number): void {
    if (this.#length > 0) {
      this.#at++;
      this.#length = Math.min(this.#length + 1, LONGEST);
    }
    if (length < FROM) return;
    let hash = 0;
    for (let back = 1; back <= FROM; back++) hash = Math.imul(hash, 0x2f0b4f4b) + (text[length - back] as number) + 1;
    hash = (hash ^ (hash >>> 14)) & ((1 << HASH_BITS) - 1);
    if (this.#length === 0) this.#find(this.#heads[hash] as number, text, length);
    this.#heads[hash] = length;
  }

  #find(at: number, text: Uint8Array, length: number): void {
    let alike = 0;
    while (alike < LONGEST && at > alike && text[at - 1 - alike] === text[length - 1 - alike]) alike++;
    if (alike < FROM) return;
    this.#at = at;
    this.#length = alike;
  }
}
