/**
 * Foretells the bits of a text, for an arithmetic coder (`packed-text.ts`): many small contexts each keep count of what
 * came after them, and a mixer weighs their guesses by how well each did (context mixing, as in M. Mahoney's lpaq and
 * zpaq). Texts in lines that mean the same, such as translations, gain from contexts that know the line's number.
 * Only sums, products and quotients of IEEE numbers: every engine comes to the same bits.
 */

import { STRETCH, squash } from './logistic.ts';
import { ParallelText, TRUSTS } from './parallel-text.ts';
import { MATCHES, RecentMatch } from './recent-match.ts';

/** What each context has seen: a slot holds a probability (16 bits), a count (6) and a check (10). */
const SLOT_BITS = 20;
const CHECK = 1023;
/** The probability in a slot that has counted nothing yet: its own bits are zero, as memory comes. */
const EVEN = 32768;
/** A count that has come so far stays there, so that the latest bits keep their weight. */
const MOST_COUNTED = 20;
/** How sure a count makes: 0 to 5 as they are, then in steps. */
const SURENESS = Uint8Array.from({ length: MOST_COUNTED + 1 }, (_, count) => (count < 6 ? count : count < 10 ? 6 : 7));
const SURENESSES = 8;

/** The first ones are asked of any text, the others of one with another beside it. */
const CONTEXTS = 12;
const ALL_CONTEXTS = 15;
/** What is weighed: the match, what is always the same, and the contexts. */
const MATCH = 0;
const CONSTANT = 1;
const FIRST = 2;
const INPUTS = FIRST + ALL_CONTEXTS;
const WEIGHTS = INPUTS * SURENESSES;
const CORRECTS = 0.02;
/** Steps of a sum of evidence. */
const SUMS = 33;
const BY_BYTE = 256;
const BY_MATCH = BY_BYTE + 256;
const BY_TRUST = BY_MATCH + MATCHES;
const LEARNS = 0.009;

const RATES = Float32Array.from({ length: MOST_COUNTED + 1 }, (_, count) => 1 / (count + 1.2));

/** Learns from the bits that it is told, and foretells the next. */
export class TextModel {
  readonly #slots = new Uint32Array(ALL_CONTEXTS << SLOT_BITS);
  readonly #hashes = new Int32Array(ALL_CONTEXTS);
  readonly #places = new Int32Array(ALL_CONTEXTS);
  readonly #checks = new Int32Array(ALL_CONTEXTS);
  readonly #found = new Int32Array(ALL_CONTEXTS);
  readonly #evidence = new Float32Array(INPUTS);
  readonly #weight = new Int32Array(INPUTS);
  /** A set each for the bits of the byte, the byte before, the match and the trust in the parallel text. */
  readonly #weights = new Float32Array((BY_TRUST + TRUSTS) * WEIGHTS).fill(0.2);
  /** How far the mixer was wrong with such a sum in this place. */
  readonly #corrections = new Float32Array(65536 * SUMS);
  #corrected = 0;
  readonly #match = new RecentMatch();
  readonly #parallel = new ParallelText();
  /** How many are asked. */
  #contexts = CONTEXTS;
  #text = new Uint8Array(1 << 16);
  #length = 0;
  #line = 0;
  #word = 0;
  #wordBefore = 0;
  /** The bits of the present byte that are known, behind a one. */
  #bits = 1;
  #sum = 0;
  #probability = 0.5;
  /** Where each set of weights begins that is asked for this bit. */
  #bases: readonly number[] = [];

  constructor() {
    this.#evidence[CONSTANT] = 0.3;
    this.#weight[MATCH] = MATCH * SURENESSES;
    this.#weight[CONSTANT] = CONSTANT * SURENESSES;
    this.begin();
  }

  /** A new text begins; what was learnt stays. */
  begin(): void {
    if (this.#word !== 0) this.#parallel.endWord(this.#word, this.#text, this.#length + 1);
    this.#parallel.begin();
    this.#contexts = this.#parallel.isThere ? ALL_CONTEXTS : CONTEXTS;
    this.#line = 0;
    this.#word = 0;
    this.#wordBefore = 0;
    this.#match.begin();
    this.#setContexts();
  }

  /** How probable it is that the next bit is 1, of 65,536. */
  next(): number {
    const slots = this.#slots;
    const found = this.#found;
    const evidence = this.#evidence;
    const weight = this.#weight;
    const bits = this.#bits;
    const places = this.#places;
    const checks = this.#checks;
    if (bits === 1 || bits >> 4 === 1) this.#findPlaces(bits);
    const half = 1 << (27 - Math.clz32(bits));
    const known = bits < 16 ? bits : (bits & (half - 1)) | half;
    const contexts = this.#contexts;
    for (let context = 0; context < contexts; context++) {
      const at = (places[context] as number) ^ known;
      const check = checks[context] as number;
      let slot = slots[at] as number;
      if ((slot & CHECK) !== check) {
        slot = check;
        slots[at] = slot;
      }
      const count = (slot >>> 10) & 63;
      found[context] = at;
      evidence[FIRST + context] = count === 0 ? 0 : (STRETCH[slot >>> 20] as number);
      weight[FIRST + context] = (FIRST + context) * SURENESSES + (SURENESS[count] as number);
    }
    evidence[MATCH] = this.#match.guess(bits, this.#text);
    this.#mix(bits);
    return this.#correct(bits);
  }

  /** Where slots of this half of a byte lie: side by side, since memory is slow, but in an order of their own. */
  #findPlaces(bits: number): void {
    const contexts = this.#contexts;
    for (let context = 0; context < contexts; context++) {
      let hash = (this.#hashes[context] as number) + Math.imul(bits, 0x2545f491);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      hash ^= hash >>> 16;
      this.#places[context] = (context << SLOT_BITS) | (hash & ((1 << SLOT_BITS) - 1));
      this.#checks[context] = hash >>> 22;
    }
  }

  #mix(bits: number): void {
    const evidence = this.#evidence;
    const weight = this.#weight;
    const weights = this.#weights;
    const baseBits = bits * WEIGHTS;
    const baseByte = (BY_BYTE + this.#back(1)) * WEIGHTS;
    const baseMatch = (BY_MATCH + this.#match.step) * WEIGHTS;
    const baseTrust = (BY_TRUST + this.#parallel.trust) * WEIGHTS;
    const inputs = FIRST + this.#contexts;
    let sum = 0;
    for (let input = 0; input < inputs; input++) {
      const at = weight[input] as number;
      sum +=
        (evidence[input] as number) *
        ((weights[baseBits + at] as number) +
          (weights[baseMatch + at] as number) +
          (weights[baseByte + at] as number) +
          (weights[baseTrust + at] as number));
    }
    this.#bases = [baseBits, baseByte, baseMatch, baseTrust];
    this.#sum = sum / 4;
    this.#probability = squash(this.#sum);
  }

  /** What came of such a sum in this place before. */
  #correct(bits: number): number {
    const sum = Math.max(0, Math.min(SUMS - 1, (this.#sum * 2 + SUMS / 2) | 0));
    this.#corrected = (this.#back(1) * 256 + bits) * SUMS + sum;
    const probability = this.#probability + (this.#corrections[this.#corrected] as number) / 2;
    return Math.max(1, Math.min(65535, (probability * 65536) | 0));
  }

  /** Tells the bit that came. */
  learn(bit: 0 | 1): void {
    this.#learnWeights((bit - this.#probability) * LEARNS);
    const corrections = this.#corrections;
    const correction = corrections[this.#corrected] as number;
    corrections[this.#corrected] = correction + (bit - this.#probability - correction) * CORRECTS;
    const slots = this.#slots;
    const aim = bit === 1 ? 65535 : 0;
    const contexts = this.#contexts;
    for (let context = 0; context < contexts; context++) {
      const place = this.#found[context] as number;
      const slot = slots[place] as number;
      const count = (slot >>> 10) & 63;
      const before = count === 0 ? EVEN : slot >>> 16;
      const after = Math.max(32, Math.min(65503, (before + (aim - before) * (RATES[count] as number)) | 0));
      slots[place] = ((after << 16) | (Math.min(count + 1, MOST_COUNTED) << 10) | (slot & CHECK)) >>> 0;
    }
    this.#match.learn(bit);
    this.#bits = (this.#bits << 1) | bit;
    if (this.#bits >= 256) this.#addByte(this.#bits & 255);
  }

  #learnWeights(error: number): void {
    const weights = this.#weights;
    const bases = this.#bases;
    const inputs = FIRST + this.#contexts;
    for (let input = 0; input < inputs; input++) {
      const at = this.#weight[input] as number;
      const change = error * (this.#evidence[input] as number);
      for (const base of bases) weights[base + at] = (weights[base + at] as number) + change;
    }
  }

  #addByte(byte: number): void {
    if (this.#length === this.#text.length) {
      const longer = new Uint8Array(2 * this.#length);
      longer.set(this.#text);
      this.#text = longer;
    }
    this.#text[this.#length++] = byte;
    this.#bits = 1;
    const lower = byte | 32;
    if (byte >= 128 || (lower >= 97 && lower <= 122)) {
      this.#word = Math.imul(this.#word, 0x2f0b4f4b) + lower + 1;
      this.#parallel.addLetter(this.#text, this.#length);
    } else if (this.#word !== 0) {
      this.#parallel.endWord(this.#word, this.#text, this.#length);
      this.#wordBefore = this.#word;
      this.#word = 0;
    }
    if (byte === 10) {
      this.#parallel.endLine(this.#text);
      this.#line++;
      this.#wordBefore = 0;
    }
    this.#match.addByte(this.#text, this.#length);
    this.#setContexts();
  }

  #back(count: number): number {
    return count > this.#length ? 0 : (this.#text[this.#length - count] as number);
  }

  #setContexts(): void {
    const line = Math.imul(this.#line + 1, 7919);
    const one = this.#back(1) + 1;
    const two = Math.imul(one, 0x2f0b4f4b) + this.#back(2) + 1;
    const three = Math.imul(two, 0x2f0b4f4b) + this.#back(3) + 1;
    const four = Math.imul(three, 0x2f0b4f4b) + this.#back(4) + 1;
    const five = Math.imul(four, 0x2f0b4f4b) + this.#back(5) + 1;
    const six = Math.imul(five, 0x2f0b4f4b) + this.#back(6) + 1;
    const words = Math.imul(this.#word, 31) + this.#wordBefore + one;
    const word = this.#word * 3 + 7;
    const set = (at: number, value: number) => {
      const hash = Math.imul(value, 0x9e3779b1) ^ Math.imul(at + 1, 0x1f123bb5);
      this.#hashes[at] = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    };
    set(0, four);
    set(1, six);
    set(2, words);
    set(3, one);
    set(4, two);
    set(5, three);
    set(6, word);
    set(7, Math.imul(one, 1009) + line);
    set(8, Math.imul(two, 1009) + line);
    set(9, Math.imul(three, 1009) + line);
    set(10, Math.imul(word, 1009) + line);
    set(11, 0);
    if (this.#contexts === CONTEXTS) return;
    const parallel = this.#parallel;
    set(12, Math.imul(parallel.aligned, 31337) + word);
    set(13, parallel.guess);
    set(14, Math.imul(parallel.byte * 256 + one, 31337) + 3);
  }
}
