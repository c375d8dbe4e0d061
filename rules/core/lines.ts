import { damaged } from './packed.ts';

/** The lines of a section of the built list. Where they begin is found out when the first one is asked for. */
export class Lines {
  readonly #text: string;
  readonly #begin: number;
  readonly #end: number;
  #found: readonly number[] | undefined;

  /** The section from `begin` to before `end`; each of its lines ends with a newline. */
  constructor(text: string, begin: number, end: number) {
    this.#text = text;
    this.#begin = begin;
    this.#end = end;
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** The line with this number, from 0 on, without its newline. Throws a RangeError when there is none. */
  at(number: number): string {
    const next = this.#starts[number + 1];
    if (next === undefined) throw damaged(`it has no line ${number}`);
    return this.#text.slice(this.#starts[number], next - 1);
  }

  isEmpty(number: number): boolean {
    return this.#starts[number + 1] === (this.#starts[number] as number) + 1;
  }

  /** Where each line begins, and where one more would. */
  get #starts(): readonly number[] {
    this.#found ??= startsOf(this.#text, this.#begin, this.#end);
    return this.#found;
  }
}

function startsOf(text: string, begin: number, end: number): number[] {
  const starts = [begin];
  for (let newline = text.indexOf('\n', begin); newline !== -1 && newline < end; ) {
    starts.push(newline + 1);
    newline = text.indexOf('\n', newline + 1);
  }
  return starts;
}
