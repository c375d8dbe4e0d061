/** What stands in a file of a browser's profile: its bytes, and all that is packed inside them. */
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { fromLz4, fromSnappy } from './decompress.ts';

/** The file itself, then everything that can be unpacked from it. */
export function* contentsOf(path: string, bytes: Buffer): Generator<Uint8Array> {
  yield bytes;
  const start = bytes.subarray(0, 16).toString('latin1');
  if (start.startsWith('SQLite format 3')) yield* inSqlite(path);
  if (start.startsWith('mozLz4')) yield fromLz4(bytes.subarray(12), bytes.readUInt32LE(8));
  if (path.endsWith('.ldb')) yield* inTable(bytes);
  if (path.endsWith('.log')) yield inLog(bytes);
  yield* unpacked(bytes);
}

function* unpacked(bytes: Uint8Array): Generator<Uint8Array> {
  for (const unpack of [gunzipSync, inflateSync, brotliDecompressSync]) {
    if (bytes.length > 1 << 22) return;
    try {
      yield unpack(bytes);
    } catch {
      // it is not packed so
    }
  }
}

/** Every text and every blob of every table; Firefox packs what it puts into IndexedDB with Snappy. */
function* inSqlite(path: string): Generator<Uint8Array> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) {
      const statement = database.prepare(`SELECT * FROM "${name}"`);
      statement.setReadBigInts(true);
      for (const row of statement.iterate()) {
        for (const value of Object.values(row)) {
          if (typeof value === 'string') yield Buffer.from(value);
          if (!(value instanceof Uint8Array)) continue;
          yield value;
          const raw = fromSnappy(value);
          if (raw !== undefined) yield raw;
          yield* unpacked(value);
        }
      }
    }
  } finally {
    database.close();
  }
}

/** The blocks of a LevelDB table: https://github.com/google/leveldb/blob/main/doc/table_format.md */
function* inTable(bytes: Buffer): Generator<Uint8Array> {
  if (bytes.length < 48) return;
  const cursor = { at: bytes.length - 48 };
  readNumber(bytes, cursor);
  readNumber(bytes, cursor); // where the index of the indexes is
  const index = blockAt(bytes, readNumber(bytes, cursor), readNumber(bytes, cursor));
  if (index === undefined) return;
  for (const handle of valuesIn(index)) {
    const place = { at: 0 };
    const block = blockAt(bytes, readNumber(handle, place), readNumber(handle, place));
    if (block === undefined) continue;
    yield block;
    yield* valuesIn(block);
  }
}

function blockAt(bytes: Buffer, offset: number, size: number): Uint8Array | undefined {
  const raw = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? fromSnappy(raw) : raw;
}

function* valuesIn(block: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const end = block.length - 4 - 4 * (block.length < 4 ? 0 : view.getUint32(block.length - 4, true));
  const cursor = { at: 0 };
  while (cursor.at < end) {
    readNumber(block, cursor);
    const key = readNumber(block, cursor);
    const length = readNumber(block, cursor);
    yield block.subarray(cursor.at, cursor.at + key); // the end of a key, where it differs from the one before
    cursor.at += key;
    yield block.subarray(cursor.at, cursor.at + length);
    cursor.at += length;
  }
}

/** A LevelDB log without the heads of its records, which may stand in the middle of a text. */
function inLog(bytes: Buffer): Uint8Array {
  const BLOCK = 32_768;
  const parts: Buffer[] = [];
  for (let at = 0; at + 7 < bytes.length; ) {
    const left = BLOCK - (at % BLOCK);
    if (left < 7) {
      at += left;
      continue;
    }
    const length = bytes.readUInt16LE(at + 4);
    parts.push(bytes.subarray(at + 7, at + 7 + length));
    at += 7 + length;
  }
  return Buffer.concat(parts);
}

function readNumber(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[cursor.at++] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return value;
}
