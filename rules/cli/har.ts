/** Requests out of a HAR 1.2 file, as Chromium, Firefox and WebPageTest write them. */
import { readFileSync } from 'node:fs';
import { UsageError } from './problem.ts';

export interface HarRequest {
  readonly url: string;
  readonly type: string;
  /** Address of the page it belongs to; '' when the file does not say. */
  readonly page: string;
}

interface Entry {
  readonly request?: { readonly url?: unknown };
  readonly pageref?: unknown;
  readonly _resourceType?: unknown;
}

/** Chromium's resource types that have another name in webRequest. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['document', 'main_frame'],
  ['fetch', 'xmlhttprequest'],
  ['xhr', 'xmlhttprequest'],
  ['preflight', 'xmlhttprequest'],
]);

/** Reads a HAR file. Throws a UsageError that says what is wrong with it. */
export function readHar(file: string): HarRequest[] {
  return parseHar(file, () => readFileSync(file, 'utf8'));
}

/** The same for its text; `file` is what errors call it. */
export function parseHar(file: string, read: () => string): HarRequest[] {
  let entries: unknown;
  try {
    entries = JSON.parse(read())?.log?.entries;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (!Array.isArray(entries)) throw new UsageError(`${file} is no HAR file: it has no log.entries`);
  const pages = new Map<unknown, string>();
  const requests: HarRequest[] = [];
  for (const entry of entries as (Entry | null)[]) {
    const { request, pageref, _resourceType } = entry ?? {};
    if (typeof request?.url !== 'string') continue;
    const isFirst = !pages.has(pageref);
    if (isFirst) pages.set(pageref, request.url);
    const named = typeof _resourceType === 'string' ? (TYPES.get(_resourceType) ?? _resourceType) : 'other';
    // Only a page's first request is the visited page itself; a later document is a frame.
    const type = isFirst ? 'main_frame' : named === 'main_frame' ? 'sub_frame' : named;
    requests.push({ url: request.url, type, page: pages.get(pageref) ?? '' });
  }
  return requests;
}
