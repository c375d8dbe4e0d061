/**
 * The zip of a package, as small as a zip gets: zopfli looks longer for the shortest deflate stream than zlib does, and
 * every unzipper reads it. Bytes follow from the content alone.
 */
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { deflateAsync } from '@gfx/zopfli';
import type { Files } from './zip.ts';

const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, the first day that a zip can say. */
const DATE = 0x0021;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** Packs files in the order of their names. */
export async function zipPackage(files: Files): Promise<Uint8Array> {
  const bodies: Uint8Array[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const path of Object.keys(files).sort()) {
    const { header, name, body } = await entryOf(path, files[path] as Uint8Array);
    entries.push(
      numbers([CENTRAL, 4], [VERSION, 2]),
      header,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
    );
    const parts = [numbers([LOCAL, 4]), header, name, body];
    bodies.push(...parts);
    offset += Buffer.concat(parts).length;
  }
  const directory = Buffer.concat(entries);
  const count = bodies.length / 4;
  const end = numbers([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...bodies, directory, end]);
}

/** What both headers of a file say of it. */
async function entryOf(path: string, content: Uint8Array): Promise<{ header: Buffer; name: Buffer; body: Uint8Array }> {
  const deflated = await deflate(content);
  const method = deflated.length < content.length ? DEFLATED : STORED;
  const body = method === DEFLATED ? deflated : content;
  const name = Buffer.from(path);
  const header = numbers(
    ...([
      [VERSION, 2],
      [UTF8_NAMES, 2],
      [method, 2],
      [0, 2],
      [DATE, 2],
    ] as const),
    ...([
      [crc32(content), 4],
      [body.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    ] as const),
  );
  return { header, name, body };
}

/** By content: the packages share most of their files. */
const deflatedFiles = new Map<string, Promise<Uint8Array>>();

function deflate(content: Uint8Array): Promise<Uint8Array> {
  const key = createHash('sha256').update(content).digest('hex');
  const known = deflatedFiles.get(key) ?? deflateOnce(content);
  deflatedFiles.set(key, known);
  return known;
}

/** What zlib cannot make smaller, nothing can: it need not be tried for long. */
async function deflateOnce(content: Uint8Array): Promise<Uint8Array> {
  const quick = deflateRawSync(content, { level: 9 });
  return quick.length < content.length ? deflateAsync(content, { numiterations: 5 }) : quick;
}

/** Little-endian numbers of two or four bytes. */
function numbers(...fields: readonly (readonly [value: number, size: 2 | 4])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, size]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}
