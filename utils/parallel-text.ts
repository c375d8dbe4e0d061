/**
 * What a text says line by line, known from another that says the same in another language: which word of the one comes
 * with which of the other is learnt as lines go by, and the likeliest word foretells the next byte. Counts and quotients
 * of them, so that every engine comes to the same.
 */

/** A word of the text and a word of the other that often stands in the same line. */
interface Pair {
  readonly word: number;
  /** How often they go together, of how often one of them is there. */
  readonly likeness: number;
  /** Where the other word stands in its line. */
  readonly place: number;
}

/** A pair that is less alike is left alone. */
const LEAST = 0.15;
/** How much a word loses for each place that it is away from where the next is expected. */
const STRAYS = 0.15;
const UNSURE = 0.5;
/** Stands for the end of a word. */
const END = 1;
const SURENESSES = 8;
/** Letters of a word that count. */
const LETTERS = 3;

/** Steps of trust. */
export const TRUSTS = (SURENESSES + 1) * SURENESSES;

export class ParallelText {
  /** The other text's line, as its words' numbers. */
  #other: readonly (readonly number[])[] = [];
  #lines: number[][] = [[]];
  #numbers = new Map<number, number>();
  /** Of each word: where it was last, how long it is, in how many lines it was. */
  #starts: number[] = [];
  #lengths: number[] = [];
  #counts: number[] = [];
  #otherCounts: number[] = [];
  /** Of each word of the other text, in how many lines each word of this one was with it. */
  #together: Map<number, number>[] = [];
  #pairs: Pair[] = [];
  /** Those of them that go on as the present word does. */
  #open: Pair[] = [];
  #next = 0;
  #letters = 0;
  /** The byte that is expected, and how surely. */
  #byte = 0;
  #sure = 0;

  /** Whether there is another text. */
  get isThere(): boolean {
    return this.#other.length > 0;
  }

  /** The expected byte. */
  get byte(): number {
    return this.#byte;
  }

  /** The expected byte and how much it is to be trusted. */
  get guess(): number {
    return (this.#byte * 16 + this.#sure + 1) * 31337 + Math.min(this.#letters, LETTERS);
  }

  /** How far the guess is to be trusted, in so many steps. */
  get trust(): number {
    return this.#sure * SURENESSES + Math.min(this.#letters, SURENESSES - 1);
  }

  /** The number of the other text's word that stands where this word stands. */
  get aligned(): number {
    const words = this.#lines.at(-1) as number[];
    return (this.#other[this.#lines.length - 1]?.[words.length] ?? -1) + 1;
  }

  /** A new text begins, and the one that ended is the other. */
  begin(): void {
    this.#other = this.#lines.length > 1 ? this.#lines : [];
    this.#otherCounts = [];
    this.#together = this.#starts.map(() => new Map());
    this.#lines = [[]];
    this.#numbers = new Map();
    this.#starts = [];
    this.#lengths = [];
    this.#counts = [];
    this.#beginLine();
  }

  /** A letter came, the last of `text` up to `length`. */
  addLetter(text: Uint8Array, length: number): void {
    const at = this.#letters++;
    const letter = (text[length - 1] as number) | 32;
    this.#open = this.#open.filter(
      ({ word }) =>
        at < (this.#lengths[word] as number) && ((text[(this.#starts[word] as number) + at] as number) | 32) === letter,
    );
    this.#expect(text);
  }

  /** A word ended before what came last of `text` up to `length`. */
  endWord(hash: number, text: Uint8Array, length: number): void {
    const word = this.#numberOf(hash);
    this.#starts[word] = length - 1 - this.#letters;
    this.#lengths[word] = this.#letters;
    (this.#lines.at(-1) as number[]).push(word);
    const met = this.#pairs.find((pair) => pair.word === word);
    if (met !== undefined) {
      this.#next = met.place + 1;
      this.#pairs.splice(this.#pairs.indexOf(met), 1);
    }
    this.#letters = 0;
    this.#open = this.#pairs;
    this.#expect(text);
  }

  endLine(text: Uint8Array): void {
    this.#learn();
    this.#lines.push([]);
    this.#beginLine();
    this.#expect(text);
  }

  #numberOf(hash: number): number {
    const number = this.#numbers.get(hash) ?? this.#numbers.size;
    this.#numbers.set(hash, number);
    return number;
  }

  /** Which words were in the line and in the other one. */
  #learn(): void {
    const words = new Set(this.#lines.at(-1));
    for (const word of words) this.#counts[word] = (this.#counts[word] ?? 0) + 1;
    for (const other of new Set(this.#other[this.#lines.length - 1])) {
      const together = this.#together[other] as Map<number, number>;
      this.#otherCounts[other] = (this.#otherCounts[other] ?? 0) + 1;
      for (const word of words) together.set(word, (together.get(word) ?? 0) + 1);
    }
  }

  #beginLine(): void {
    const best = new Map<number, Pair>();
    for (const [place, other] of (this.#other[this.#lines.length - 1] ?? []).entries()) {
      for (const [word, times] of this.#together[other] as Map<number, number>) {
        const likeness = (2 * times) / ((this.#otherCounts[other] as number) + (this.#counts[word] as number) + UNSURE);
        if (likeness >= LEAST && likeness > (best.get(word)?.likeness ?? 0)) best.set(word, { word, likeness, place });
      }
    }
    this.#pairs = [...best.values()];
    this.#open = this.#pairs;
    this.#next = 0;
    this.#letters = 0;
  }

  #expect(text: Uint8Array): void {
    let likeliest = 0;
    let found = -1;
    for (const { word, likeness, place } of this.#open) {
      const likely = likeness / (1 + STRAYS * Math.abs(place - this.#next));
      if (likely > likeliest) {
        likeliest = likely;
        found = word;
      }
    }
    this.#byte = 0;
    this.#sure = 0;
    if (found < 0) return;
    const isOver = this.#letters >= (this.#lengths[found] as number);
    this.#byte = isOver ? END : (text[(this.#starts[found] as number) + this.#letters] as number);
    this.#sure = 1 + Math.min(SURENESSES - 1, (likeliest * SURENESSES) | 0);
  }
}
