/** Requests out of a HAR 1.2 file, as Chromium, Firefox and WebPageTest write them. */
import type { Readable } from 'node:stream';
import { UsageError } from '../problem.ts';
import { type HarItem, readItems } from './tokens.ts';

export interface HarRequest {
  readonly url: string;
  /** webRequest resource type. */
  readonly type: string;
  /** Which page load of the file it belongs to: one address may be loaded more than once. */
  readonly load: string;
  /** Address of the page it belongs to; '' when the file does not say. */
  readonly page: string;
}

/** Names of resource types (DevTools, Fetch destinations, WebPageTest), in small letters, that webRequest calls otherwise. */
const TYPES = new Map(
  Object.entries({
    audio: 'media',
    audioworklet: 'script',
    document: 'document',
    embed: 'object',
    empty: 'xmlhttprequest',
    eventsource: 'xmlhttprequest',
    fetch: 'xmlhttprequest',
    frame: 'sub_frame',
    iframe: 'sub_frame',
    preflight: 'xmlhttprequest',
    serviceworker: 'script',
    sharedworker: 'script',
    style: 'stylesheet',
    track: 'media',
    video: 'media',
    worker: 'script',
    xhr: 'xmlhttprequest',
  }),
);

/** The same by the beginning of a media type, for files that name no resource type. */
const MEDIA: readonly (readonly [RegExp, string])[] = [
  [/^text\/html|^application\/xhtml/, 'document'],
  [/javascript|ecmascript/, 'script'],
  [/^text\/css/, 'stylesheet'],
  [/^image\//, 'image'],
  [/^font\/|font-woff/, 'font'],
  [/^(?:audio|video)\//, 'media'],
  [/json/, 'xmlhttprequest'],
];

interface Load {
  address: string;
  /** Whether the document that stays has been met: what comes before is a redirect to it, later ones are frames. */
  settled: boolean;
  begun: boolean;
}

/** Streams a HAR file (or a gzipped one). Throws a UsageError that says what is wrong with it. */
export async function* readHar(
  file: string,
  onBytes?: (bytes: number) => void,
  open?: (file: string) => Readable,
): AsyncGenerator<HarRequest> {
  const loads = new Map<string, Load>();
  try {
    for await (const item of readItems(file, onBytes, open)) {
      if (item.of === 'page') loads.set(text(item, 'id'), { address: addressOf(item), settled: false, begun: false });
      else {
        const request = toRequest(item, loads);
        if (request !== null) yield request;
      }
    }
  } catch (error) {
    throw new UsageError(`${file} is no HAR file that can be read: ${error instanceof Error ? error.message : error}`);
  }
}

function text({ values }: HarItem, name: string): string {
  return String(values.get(name) ?? '');
}

/** WebPageTest names the address; browsers often put it into the title. Used only when no document stands in the file. */
function addressOf(page: HarItem): string {
  const named = text(page, '_URL') || text(page, 'title');
  return /^https?:\/\/\S+$/.test(named) ? named : '';
}

function toRequest(entry: HarItem, loads: Map<string, Load>): HarRequest | null {
  const url = text(entry, 'request.url') || text(entry, '_full_url');
  if (url === '') return null;
  const id = text(entry, 'pageref');
  const load = loads.get(id) ?? { address: '', settled: false, begun: false };
  loads.set(id, load);
  const type = roleOf(typeOf(entry), load);
  load.begun = true;
  if (type === 'main_frame') {
    load.address = url;
    load.settled = !isRedirect(entry);
  }
  return { url, type, load: id, page: load.address };
}

/** Documents until one stays are the visited page; a first request of unknown type is taken for it. */
function roleOf(named: string, { settled, begun }: Load): string {
  if (named === 'document') return settled ? 'sub_frame' : 'main_frame';
  return named === '' ? (begun ? 'other' : 'main_frame') : named;
}

function typeOf(entry: HarItem): string {
  const named = (
    text(entry, '_resourceType') ||
    text(entry, '_request_type') ||
    text(entry, 'sec-fetch-dest')
  ).toLowerCase();
  if (named !== '') return TYPES.get(named) ?? named;
  const media = text(entry, 'response.content.mimeType').toLowerCase();
  return MEDIA.find(([pattern]) => pattern.test(media))?.[1] ?? '';
}

function isRedirect(entry: HarItem): boolean {
  const status = Number(entry.values.get('response.status'));
  return status >= 300 && status < 400 && status !== 304;
}
