/**
 * Foretells the bits of a text, for an arithmetic coder (`packed-text.ts`): many small contexts each keep count of what
 * came after them, and a mixer weighs their guesses by how well each did (context mixing, as in M. Mahoney's lpaq and
 * zpaq). Texts in lines that mean the same, such as translations, gain from contexts that know the line's number.
 * Only sums, products and quotients of IEEE numbers: every engine comes to the same bits.
 */

import { STRETCH, STRETCH_STEPS, squash } from './logistic.ts';
import { ParallelText } from './parallel-text.ts';

/** What each context has seen: a slot holds a probability (16 bits), a count (6) and a check (10). */
const SLOT_BITS = 20;
const CHECK = 1023;
/** The probability in a slot that has counted nothing yet: its own bits are zero, as memory comes. */
const EVEN = 32768;
/** A count that has come so far stays there, so that the latest bits keep their weight. */
const MOST_COUNTED = 14;
/** How sure a count makes: 0 to 5 as they are, then in steps. */
const SURENESS = Uint8Array.from({ length: MOST_COUNTED + 1 }, (_, count) => (count < 6 ? count : count < 10 ? 6 : 7));
const SURENESSES = 8;

/** So many are asked: all but the last three, or, for a text with another beside it, all but the first three. */
const CONTEXTS = 12;
const ALL_CONTEXTS = 15;
/** What is weighed besides: the match, and what is always the same. */
const MATCH = ALL_CONTEXTS;
const CONSTANT = ALL_CONTEXTS + 1;
const INPUTS = ALL_CONTEXTS + 2;
const WEIGHTS = INPUTS * SURENESSES;
const LEARNS = 0.01;
const REFINES = 0.02;
const MATCH_FROM = 5;
const LONGEST_MATCH = 31;
const MATCH_BITS = 16;
const REFINED_TO = 8;
const REFINED_STEPS = 33;

const RATES = Float32Array.from({ length: MOST_COUNTED + 1 }, (_, count) => 1 / (count + 1.6));

/** Learns from the bits that it is told, and foretells the next. */
export class TextModel {
  readonly #slots = new Uint32Array(ALL_CONTEXTS << SLOT_BITS);
  readonly #hashes = new Int32Array(ALL_CONTEXTS);
  readonly #places = new Int32Array(ALL_CONTEXTS);
  readonly #checks = new Int32Array(ALL_CONTEXTS);
  readonly #found = new Int32Array(ALL_CONTEXTS);
  readonly #evidence = new Float32Array(INPUTS);
  readonly #weight = new Int32Array(INPUTS);
  readonly #byBits = new Float32Array(256 * WEIGHTS).fill(0.2);
  readonly #byMatch = new Float32Array((LONGEST_MATCH + 2) * WEIGHTS).fill(0.2);
  readonly #byByte = new Float32Array(256 * WEIGHTS).fill(0.2);
  readonly #refined = new Float32Array(65536 * REFINED_STEPS);
  readonly #matchHeads = new Int32Array(1 << MATCH_BITS);
  readonly #matchRight = new Float32Array(LONGEST_MATCH + 1).fill(0.75);
  readonly #parallel = new ParallelText();
  /** The first context that is asked. */
  #first = 0;
  #text = new Uint8Array(1 << 16);
  #length = 0;
  #line = 0;
  #word = 0;
  #wordBefore = 0;
  /** The bits of the present byte that are known, behind a one. */
  #bits = 1;
  #matchAt = 0;
  #matched = 0;
  #hasGuess = false;
  #sum = 0;
  #refinedAt = 0;
  #refinedPart = 0;
  #probability = 0.5;
  #baseBits = 0;
  #baseMatch = 0;
  #baseByte = 0;

  constructor() {
    const refined = this.#refined;
    for (let at = 0; at < REFINED_STEPS; at++)
      refined[at] = squash((at / (REFINED_STEPS - 1)) * 2 * REFINED_TO - REFINED_TO);
    for (let done = REFINED_STEPS; done < refined.length; done *= 2) refined.copyWithin(done, 0, done);
    this.#evidence[CONSTANT] = 0.3;
    this.#weight[MATCH] = MATCH * SURENESSES;
    this.#weight[CONSTANT] = CONSTANT * SURENESSES;
    this.begin();
  }

  /** A new text begins; what was learnt stays. */
  begin(): void {
    if (this.#word !== 0) this.#parallel.endWord(this.#word, this.#text, this.#length + 1);
    this.#parallel.begin();
    this.#first = this.#parallel.isThere ? ALL_CONTEXTS - CONTEXTS : 0;
    this.#line = 0;
    this.#word = 0;
    this.#wordBefore = 0;
    this.#matched = 0;
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
    const known =
      bits < 16 ? bits : bits < 32 ? 1 : bits < 64 ? (bits & 1) | 2 : bits < 128 ? (bits & 3) | 4 : (bits & 7) | 8;
    const end = this.#first + CONTEXTS;
    for (let context = this.#first; context < end; context++) {
      const at = (places[context] as number) ^ known;
      const check = checks[context] as number;
      let slot = slots[at] as number;
      if ((slot & CHECK) !== check) {
        slot = check;
        slots[at] = slot;
      }
      const count = (slot >>> 10) & 63;
      found[context] = at;
      evidence[context] = count === 0 ? 0 : (STRETCH[slot >>> 20] as number);
      weight[context] = context * SURENESSES + (SURENESS[count] as number);
    }
    this.#guessByMatch(bits);
    this.#mix(bits);
    return this.#refine(bits);
  }

  /** Where slots of this half of a byte lie: side by side, since memory is slow, but in an order of their own. */
  #findPlaces(bits: number): void {
    const end = this.#first + CONTEXTS;
    for (let context = this.#first; context < end; context++) {
      let hash = (this.#hashes[context] as number) + Math.imul(bits, 0x2545f491);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      hash ^= hash >>> 16;
      this.#places[context] = (context << SLOT_BITS) | (hash & ((1 << SLOT_BITS) - 1));
      this.#checks[context] = hash >>> 22;
    }
  }

  #guessByMatch(bits: number): void {
    const matched = this.#matched;
    let width = 0;
    while (bits >> (width + 1) !== 0) width++;
    const expected = (this.#text[this.#matchAt] as number) | 256;
    this.#hasGuess = matched > 0 && expected >> (8 - width) === bits;
    let evidence = 0;
    if (this.#hasGuess) {
      evidence = STRETCH[((this.#matchRight[matched] as number) * STRETCH_STEPS) | 0] as number;
      if (((expected >> (7 - width)) & 1) === 0) evidence = -evidence;
    }
    this.#evidence[MATCH] = evidence;
  }

  #mix(bits: number): void {
    const evidence = this.#evidence;
    const weight = this.#weight;
    const byBits = this.#byBits;
    const byMatch = this.#byMatch;
    const byByte = this.#byByte;
    const baseBits = bits * WEIGHTS;
    const baseMatch = (this.#hasGuess ? this.#matched + 1 : 0) * WEIGHTS;
    const baseByte = (this.#length === 0 ? 0 : (this.#text[this.#length - 1] as number)) * WEIGHTS;
    let sum = 0;
    for (let input = this.#first; input < INPUTS; input++) {
      const at = weight[input] as number;
      sum +=
        (evidence[input] as number) *
        ((byBits[baseBits + at] as number) + (byMatch[baseMatch + at] as number) + (byByte[baseByte + at] as number));
    }
    this.#baseBits = baseBits;
    this.#baseMatch = baseMatch;
    this.#baseByte = baseByte;
    this.#sum = sum / 3;
    this.#probability = squash(this.#sum);
  }

  /** What came of such a sum in this place before. */
  #refine(bits: number): number {
    const sum = Math.max(-REFINED_TO + 0.001, Math.min(REFINED_TO - 0.001, this.#sum));
    const place = ((sum + REFINED_TO) * (REFINED_STEPS - 1)) / (2 * REFINED_TO);
    const step = place | 0;
    const part = place - step;
    const before = this.#length === 0 ? 0 : (this.#text[this.#length - 1] as number);
    const at = (before * 256 + bits) * REFINED_STEPS + step;
    this.#refinedAt = at;
    this.#refinedPart = part;
    const refined = (this.#refined[at] as number) * (1 - part) + (this.#refined[at + 1] as number) * part;
    const probability = (this.#probability * 2 + refined) / 3;
    return Math.max(1, Math.min(65535, (probability * 65536) | 0));
  }

  /** Tells the bit that came. */
  learn(bit: 0 | 1): void {
    this.#learnWeights((bit - this.#probability) * LEARNS);
    const at = this.#refinedAt;
    const refined = this.#refined;
    refined[at] = (refined[at] as number) + (bit - (refined[at] as number)) * REFINES * (1 - this.#refinedPart);
    refined[at + 1] = (refined[at + 1] as number) + (bit - (refined[at + 1] as number)) * REFINES * this.#refinedPart;
    const slots = this.#slots;
    const aim = bit === 1 ? 65535 : 0;
    const end = this.#first + CONTEXTS;
    for (let context = this.#first; context < end; context++) {
      const place = this.#found[context] as number;
      const slot = slots[place] as number;
      const count = (slot >>> 10) & 63;
      const before = count === 0 ? EVEN : slot >>> 16;
      const after = Math.max(32, Math.min(65503, (before + (aim - before) * (RATES[count] as number)) | 0));
      slots[place] = ((after << 16) | (Math.min(count + 1, MOST_COUNTED) << 10) | (slot & CHECK)) >>> 0;
    }
    if (this.#hasGuess) this.#learnMatch(bit);
    this.#bits = (this.#bits << 1) | bit;
    if (this.#bits >= 256) this.#addByte(this.#bits & 255);
  }

  #learnWeights(error: number): void {
    const byBits = this.#byBits;
    const byMatch = this.#byMatch;
    const byByte = this.#byByte;
    for (let input = this.#first; input < INPUTS; input++) {
      const at = this.#weight[input] as number;
      const change = error * (this.#evidence[input] as number);
      byBits[this.#baseBits + at] = (byBits[this.#baseBits + at] as number) + change;
      byMatch[this.#baseMatch + at] = (byMatch[this.#baseMatch + at] as number) + change;
      byByte[this.#baseByte + at] = (byByte[this.#baseByte + at] as number) + change;
    }
  }

  #learnMatch(bit: 0 | 1): void {
    const right = (this.#evidence[MATCH] as number) > 0 === (bit === 1);
    const before = this.#matchRight[this.#matched] as number;
    this.#matchRight[this.#matched] = Math.min(0.999, before + ((right ? 1 : 0) - before) * REFINES);
    if (!right) this.#matched = 0;
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
    this.#findMatch();
    this.#setContexts();
  }

  /** The last place that looked like the end of what is known so far. */
  #findMatch(): void {
    if (this.#matched > 0) {
      this.#matchAt++;
      this.#matched = Math.min(this.#matched + 1, LONGEST_MATCH);
    }
    if (this.#length < MATCH_FROM) return;
    let hash = 0;
    for (let back = 1; back <= MATCH_FROM; back++) hash = Math.imul(hash, 0x2f0b4f4b) + this.#back(back) + 1;
    hash = (hash ^ (hash >>> 14)) & ((1 << MATCH_BITS) - 1);
    if (this.#matched === 0) {
      const at = this.#matchHeads[hash] as number;
      let length = 0;
      while (length < LONGEST_MATCH && at > length && this.#text[at - 1 - length] === this.#back(length + 1)) length++;
      if (length >= MATCH_FROM) {
        this.#matchAt = at;
        this.#matched = length;
      }
    }
    this.#matchHeads[hash] = this.#length;
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
    if (this.#first === 0) return;
    const parallel = this.#parallel;
    set(12, Math.imul(parallel.aligned, 31337) + word);
    set(13, parallel.guess);
    set(14, Math.imul(parallel.byte * 256 + one, 31337) + 3);
  }
}
