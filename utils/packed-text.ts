/**
 * Texts of the package in one file, packed against each other: each is coded with what a `TextModel` learnt from those
 * before it in its chain (Slovak from Czech, Czech from English). `pack-text.ts` writes such files when the package is
 * built, and says how they look.
 */
import { TextModel } from './text-model.ts';

/** What a packed file begins with, as a line of JSON; the coded texts follow in the same order. */
export interface PackedHead {
  /** Characters beyond ASCII, in the order of the bytes 128 to 255. */
  readonly alphabets: readonly string[];
  readonly texts: readonly PackedText[];
}

/** Name; place of the text before it in its chain, -1 for none; number of its alphabet; characters; bytes; checksum. */
export type PackedText = readonly [
  name: string,
  after: number,
  alphabet: number,
  length: number,
  bytes: number,
  sum: number,
];

/** A packed file that is not as it was made. */
export class DamagedText extends Error {
  override readonly name = 'DamagedText';
}

/** One text of a packed file. Throws `DamagedText`. */
export function unpackText(file: ArrayBuffer | Uint8Array<ArrayBuffer>, name: string): string {
  try {
    return unpack(new Uint8Array(file), name);
  } catch (error) {
    throw error instanceof DamagedText ? error : new DamagedText('its head cannot be read', { cause: error });
  }
}

function unpack(file: Uint8Array, name: string): string {
  const { head, bodies } = open(file);
  const model = new TextModel();
  let text = '';
  for (const at of chainOf(head, name)) {
    const [, , alphabet, length, , sum] = head.texts[at] as PackedText;
    const symbols = decode(model, bodies[at] as Uint8Array, length);
    text = spell(symbols, head.alphabets[alphabet] as string);
    if (checksum(text) !== sum) throw new DamagedText('a checksum does not fit');
  }
  return text;
}

/** Of a text, so that a damaged alphabet is found, too: FNV-1a, 32 bits. */
export function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

function open(file: Uint8Array): { head: PackedHead; bodies: Uint8Array[] } {
  let from = file.indexOf(10) + 1;
  const head: PackedHead = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(0, from)));
  const bodies = head.texts.map(([, , , , bytes]) => {
    from += bytes;
    return file.subarray(from - bytes, from);
  });
  if (from !== file.length) throw new DamagedText(`${file.length} bytes in place of ${from}`);
  return { head, bodies };
}

/** The text and all before it, the first one first. */
function chainOf({ texts }: PackedHead, name: string): number[] {
  const chain: number[] = [];
  let at = texts.findIndex(([each]) => each === name);
  if (at < 0) throw new DamagedText(`no text is named ${name}`);
  for (; at >= 0; at = (texts[at] as PackedText)[1]) {
    if (chain.push(at) > texts.length) throw new DamagedText('a chain without an end');
  }
  return chain.reverse();
}

/** Undoes what `encode` of `pack-text.ts` did. */
function decode(model: TextModel, body: Uint8Array, length: number): Uint8Array {
  const symbols = new Uint8Array(length);
  let low = 0;
  let high = 0xffffffff;
  let code = 0;
  let next = 0;
  for (; next < 4; next++) code = ((code << 8) | (body[next] ?? 0)) >>> 0;
  model.begin();
  for (let at = 0; at < length; at++) {
    let bits = 1;
    while (bits < 256) {
      const middle = low + Math.floor(((high - low) * model.next()) / 65536);
      const bit = code <= middle ? 1 : 0;
      if (bit === 1) high = middle;
      else low = middle + 1;
      model.learn(bit);
      bits = (bits << 1) | bit;
      while (((low ^ high) & 0xff000000) === 0) {
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
        code = ((code << 8) | (body[next++] ?? 0)) >>> 0;
      }
    }
    symbols[at] = bits & 255;
  }
  return symbols;
}

function spell(symbols: Uint8Array, alphabet: string): string {
  let text = '';
  for (const symbol of symbols) text += symbol < 128 ? String.fromCharCode(symbol) : alphabet[symbol - 128];
  return text;
}
