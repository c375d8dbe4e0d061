/**
 * Writes what `packed-text.ts` reads; used when the package is built, no part of it. A packed file is one line of JSON
 * (`PackedHead`), then the texts, each coded arithmetically, bit by bit, with the probabilities of a `TextModel`.
 */
import { checksum, type PackedHead, type PackedText } from './packed-text.ts';
import { TextModel } from './text-model.ts';

export interface TextToPack {
  readonly name: string;
  readonly text: string;
  /** Name of the text that is read before it, so that this one need only say what is new. */
  readonly after?: string | undefined;
}

const BEYOND_ASCII = 128;

/** Packs texts into one file. The same texts give the same bytes. */
export function packTexts(texts: readonly TextToPack[]): Uint8Array<ArrayBuffer> {
  const { alphabets, numbers } = alphabetsFor(texts);
  const symbols = texts.map(({ text }, at) => toSymbols(text, alphabets[numbers[at] as number] as string));
  const before = texts.map(({ after }) => (after === undefined ? -1 : texts.findIndex(({ name }) => name === after)));
  const bodies = encodeAll(symbols, before);
  const entries = texts.map(({ name, text }, at): PackedText => {
    const own = symbols[at] as Uint8Array;
    const body = bodies[at] as Uint8Array;
    return [name, before[at] as number, numbers[at] as number, own.length, body.length, checksum(text)];
  });
  const head: PackedHead = { alphabets, texts: entries };
  return join([new TextEncoder().encode(`${JSON.stringify(head)}\n`), ...bodies]);
}

/** Each text along the chains; of chains that begin alike, the beginning is coded once for each end. */
function encodeAll(symbols: readonly Uint8Array[], before: readonly number[]): Uint8Array[] {
  const bodies: Uint8Array[] = [];
  for (const end of symbols.keys()) {
    if (before.includes(end)) continue; // another chain goes on from it
    const chain: number[] = [];
    for (let at = end; at >= 0; at = before[at] as number) chain.unshift(at);
    const model = new TextModel();
    for (const at of chain) bodies[at] = encode(model, symbols[at] as Uint8Array);
  }
  return bodies;
}

function encode(model: TextModel, symbols: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let low = 0;
  let high = 0xffffffff;
  model.begin();
  for (const symbol of symbols) {
    for (let place = 7; place >= 0; place--) {
      const middle = low + Math.floor(((high - low) * model.next()) / 65536);
      const bit = (symbol >> place) & 1 ? 1 : 0;
      if (bit === 1) high = middle;
      else low = middle + 1;
      model.learn(bit);
      while (((low ^ high) & 0xff000000) === 0) {
        bytes.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
      }
    }
  }
  bytes.push(high >>> 24, (high >>> 16) & 255, (high >>> 8) & 255, high & 255);
  return Uint8Array.from(bytes);
}

/**
 * As few alphabets as hold every text's characters, the texts taken in turn. Those that write few letters beyond ASCII
 * share theirs, so that a letter is the same byte in every text of a chain.
 */
function alphabetsFor(texts: readonly TextToPack[]): { alphabets: string[]; numbers: number[] } {
  const alphabets: { readonly isOther: boolean; readonly characters: Set<string> }[] = [];
  const numbers = texts.map(({ name, text }) => {
    const beyond = text.match(/[^\0-\x7f]/g) ?? [];
    const isOther = beyond.length * 2 > text.length;
    const own = new Set(beyond);
    if (own.size > BEYOND_ASCII) throw new RangeError(`${name} has more than ${BEYOND_ASCII} characters beyond ASCII`);
    const fits = alphabets.findIndex(
      (each) => each.isOther === isOther && new Set([...each.characters, ...own]).size <= BEYOND_ASCII,
    );
    const number = fits < 0 ? alphabets.push({ isOther, characters: new Set() }) - 1 : fits;
    for (const character of own) alphabets[number]?.characters.add(character);
    return number;
  });
  return { alphabets: alphabets.map(({ characters }) => [...characters].sort().join('')), numbers };
}

function toSymbols(text: string, alphabet: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, at) => {
    const code = text.charCodeAt(at);
    return code < BEYOND_ASCII ? code : BEYOND_ASCII + alphabet.indexOf(text[at] as string);
  });
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    whole.set(part, from);
    from += part.length;
  }
  return whole;
}
