/** Small PNG files of few colours, without losing any: a palette instead of four bytes for each pixel. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** One RGBA number for each pixel, row by row; what is fully transparent is 0. */
  readonly pixels: readonly number[];
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const RGBA = 6;
const PALETTE = 3;

/** Reads a PNG with eight bits a channel, RGBA or with a palette of ours; others are a RangeError. */
export function readPng(file: Buffer): Picture {
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), file.subarray(at + 8, end)]));
    at = end + 4;
  }
  const head = chunks.get('IHDR') as Buffer;
  const [width, height, depth, type] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  if (depth !== 8 || (type !== RGBA && type !== PALETTE))
    throw new RangeError(`PNG of type ${type} with ${depth} bits`);
  const bytes = unfilter(inflateSync(chunks.get('IDAT') as Buffer), height, type === RGBA ? 4 : 1);
  if (type === RGBA) {
    return {
      width,
      height,
      pixels: Array.from({ length: width * height }, (_, at) => visible(bytes.readUInt32BE(at * 4))),
    };
  }
  const colours = chunks.get('PLTE') as Buffer;
  const alphas = chunks.get('tRNS') ?? Buffer.alloc(0);
  const colourOf = (at: number) => visible(colours.readUIntBE(at * 3, 3) * 256 + (alphas[at] ?? 255));
  return { width, height, pixels: Array.from(bytes, colourOf) };
}

/** Writes it with a palette, in the smallest of a few ways. Throws a RangeError on more than 256 colours. */
export function writePng({ width, height, pixels }: Picture): Buffer {
  const alpha = (colour: number) => colour % 256;
  const palette = [...new Set(pixels)].sort((a, b) => alpha(a) - alpha(b) || a - b); // opaque ones need no alpha: last
  if (palette.length > 256) throw new RangeError(`${palette.length} colours do not fit in a palette`);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, PALETTE], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [at, colour] of palette.entries()) colours.writeUIntBE(Math.floor(colour / 256), at * 3, 3);
  const alphas = Buffer.from(palette.map(alpha).filter((value) => value < 255));
  const rows = Buffer.from(pixels.map((colour) => palette.indexOf(colour)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    ...(alphas.length > 0 ? [chunk('tRNS', alphas)] : []),
    chunk('IDAT', smallest(rows, height)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function visible(colour: number): number {
  return colour % 256 === 0 ? 0 : colour;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function smallest(rows: Buffer, height: number): Buffer {
  const ways = PREDICTIONS.flatMap((_, filter) => {
    const filtered = applyFilter(rows, height, filter);
    return [0, 1, 2, 3].map((strategy) => deflateSync(filtered, { level: 9, memLevel: 9, strategy }));
  });
  return ways.reduce((best, each) => (each.length < best.length ? each : best));
}

/** By filter type: what a byte is expected to be, from those to the left, above, and above to the left. */
const PREDICTIONS: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const estimate = left + above - corner;
    const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)];
    if (a <= b && a <= c) return left;
    return b <= c ? above : corner;
  },
];

function applyFilter(bytes: Buffer, height: number, filter: number): Buffer {
  const stride = bytes.length / height;
  const predict = PREDICTIONS[filter] as (typeof PREDICTIONS)[number];
  const lines = Buffer.alloc(bytes.length + height);
  for (let at = 0; at < bytes.length; at++) {
    const row = Math.floor(at / stride);
    lines[row * (stride + 1)] = filter;
    lines[at + row + 1] = (bytes[at] as number) - predict(...around(bytes, at, stride, 1));
  }
  return lines;
}

function unfilter(lines: Buffer, height: number, size: number): Buffer {
  const stride = lines.length / height - 1;
  const bytes = Buffer.alloc(stride * height);
  for (let at = 0; at < bytes.length; at++) {
    const row = Math.floor(at / stride);
    const predict = PREDICTIONS[lines[row * (stride + 1)] as number] as (typeof PREDICTIONS)[number];
    bytes[at] = (lines[at + row + 1] as number) + predict(...around(bytes, at, stride, size));
  }
  return bytes;
}

function around(bytes: Buffer, at: number, stride: number, size: number): [number, number, number] {
  const isFirst = at % stride < size;
  const byte = (place: number) => bytes[place] ?? 0;
  return [isFirst ? 0 : byte(at - size), byte(at - stride), isFirst ? 0 : byte(at - stride - size)];
}
