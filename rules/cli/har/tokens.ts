/** A HAR file as a stream of its pages and entries, of which only what is asked for is ever held in memory. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import chain, { none } from 'stream-chain';
import { parser } from 'stream-json';
import type { Token } from 'stream-json/parser.js';

/** The values that are kept; response bodies and all else pass by. */
const KEPT = new Set([
  'log.pages[].id',
  'log.pages[].title',
  'log.pages[]._URL',
  'log.entries[].pageref',
  'log.entries[]._resourceType',
  'log.entries[]._request_type',
  'log.entries[]._full_url',
  'log.entries[].request.url',
  'log.entries[].request.headers[].name',
  'log.entries[].request.headers[].value',
  'log.entries[].response.status',
  'log.entries[].response.content.mimeType',
]);
const FETCH_DEST = 'sec-fetch-dest';
/** An address this long is cut: only its query, or a data: address, can be. */
const LONGEST = 65_536;

/** One page or entry, with its kept values by their path below it. */
export type HarItem = { readonly of: 'page' | 'entry'; readonly values: ReadonlyMap<string, string | number> };

/** Opens a file to be read in large pieces. */
export function openFile(file: string): Readable {
  return createReadStream(file, { highWaterMark: 1 << 18 });
}

/** Reads a file token by token; `onBytes` hears how many bytes of it have been read. */
export async function* readItems(
  file: string,
  onBytes?: (bytes: number) => void,
  open: (file: string) => Readable = openFile,
): AsyncGenerator<HarItem> {
  const source = open(file);
  let read = 0;
  source.on('data', (chunk) => {
    read += chunk.length;
    onBytes?.(read);
  });
  const collector = new Collector();
  const pipeline = chain([
    source,
    ...(file.endsWith('.gz') ? [createGunzip()] : []),
    parser({ packStrings: false, streamNumbers: false, streamKeys: false }),
    (token: Token) => collector.take(token) ?? none,
  ]);
  // A stream that breaks ends the iteration below with its error.
  source.on('error', (error) => pipeline.destroy(error));
  for await (const item of pipeline) yield item as HarItem;
  if (!collector.sawEntries) throw new TypeError('it has no log.entries');
}

interface Level {
  readonly path: string;
  readonly list: boolean;
}

class Collector {
  sawEntries = false;
  #levels: Level[] = [];
  #key = '';
  #values = new Map<string, string | number>();
  #text: string | null = null;
  #header = '';

  /** The page or entry that this token completes, if any. */
  take(token: Token): HarItem | null {
    switch (token.name) {
      case 'keyValue':
        this.#key = token.value;
        return null;
      case 'startObject':
      case 'startArray':
        this.#open(token.name === 'startArray');
        return null;
      case 'endObject':
      case 'endArray':
        return this.#close();
      case 'startString':
        this.#text = KEPT.has(this.#path()) ? '' : null;
        return null;
      case 'stringChunk':
        if (this.#text !== null && this.#text.length < LONGEST) this.#text += token.value;
        return null;
      case 'endString':
        if (this.#text !== null) this.#keep(this.#path(), ownCopy(this.#text));
        return null;
      case 'numberValue':
        if (KEPT.has(this.#path())) this.#keep(this.#path(), Number(token.value));
        return null;
      default:
        return null;
    }
  }

  #path(): string {
    const level = this.#levels.at(-1);
    if (level === undefined) return '';
    return level.list ? `${level.path}[]` : level.path === '' ? this.#key : `${level.path}.${this.#key}`;
  }

  #open(list: boolean): void {
    const path = this.#path();
    if (list && path === 'log.entries') this.sawEntries = true;
    this.#levels.push({ path, list });
  }

  #close(): HarItem | null {
    const path = this.#levels.pop()?.path;
    if (path !== 'log.pages[]' && path !== 'log.entries[]') return null;
    const item: HarItem = { of: path === 'log.pages[]' ? 'page' : 'entry', values: this.#values };
    this.#values = new Map();
    return item;
  }

  /** Of the headers, only the one that says what a request is for. */
  #keep(path: string, value: string | number): void {
    const name = path.slice(path.indexOf('[]') + 3);
    if (name === 'request.headers[].name') this.#header = String(value).toLowerCase();
    else if (name !== 'request.headers[].value') this.#values.set(name, value);
    else if (this.#header === FETCH_DEST) this.#values.set(FETCH_DEST, value);
  }
}

/** A text cut out of the file holds on to the whole piece that was read; a copy lets it go. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
