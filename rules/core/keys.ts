/** The keys under which a built list files its signatures: a Bloom filter, and the keys in their order. */
import { damaged, KEY_BITS } from './packed.ts';

/** Filter bits for each key, at least: one strange key in this many passes. */
const FILTER_BITS = 40;

export class KeyTable {
  /** One bit for each beginning of a key: whether any key begins so. */
  readonly #filter: Uint8Array;
  /** How far to shift a key for its bit of the filter. */
  readonly #shift: number;
  /** Ascending, unsigned. */
  readonly #keys: Uint32Array;

  /** `distances`: of each key from the one before, as they are packed. Throws a RangeError when they are none. */
  constructor(distances: readonly number[]) {
    // As many leading bits as tell so many things apart, but not more than there are.
    const bits = Math.min(KEY_BITS, Math.max(4, Math.ceil(Math.log2(distances.length * FILTER_BITS))));
    const filter = new Uint8Array(2 ** bits / 8);
    const keys = new Uint32Array(distances.length);
    const shift = KEY_BITS - bits;
    let key = 0;
    for (let number = 0; number < keys.length; number++) {
      key += distances[number] as number;
      keys[number] = key;
      const bit = key >>> shift;
      filter[bit >>> 3] = (filter[bit >>> 3] as number) | (1 << (bit & 7));
    }
    if (!(key < 2 ** KEY_BITS)) throw damaged('its keys are none');
    this.#filter = filter;
    this.#keys = keys;
    this.#shift = shift;
  }

  get size(): number {
    return this.#keys.length;
  }

  /** False when a key is certainly none of these, as nearly always. */
  mayHave(key: number): boolean {
    const bit = key >>> this.#shift;
    return (((this.#filter[bit >>> 3] as number) >>> (bit & 7)) & 1) === 1;
  }

  /** The number of a key, -1 when it is none of these. */
  numberOf(key: number): number {
    const keys = this.#keys;
    const wanted = key >>> 0;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return keys[low] === wanted ? low : -1;
  }
}
