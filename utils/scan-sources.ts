/** Which scripts a document has, and how their text can be had without a request. */
import { bareAddress } from './resources.ts';
import type { UnreadReason } from './scan-protocol.ts';

/** A script longer than this is left alone: no SDK is. Characters. */
const LONGEST = 8_000_000;
const MOST = 500;

/** A script's text, or why it cannot be had. */
export type Reading = { readonly text: string } | { readonly why: UnreadReason };

export interface Source {
  /** Without query and fragment; the page's own for an inline script. */
  readonly url: string;
  read(): Promise<Reading>;
}

/** What of a document tells about its scripts. */
export interface ScriptList {
  /** Address of the document. */
  readonly url: string;
  readonly origin: string;
  /** Texts of the scripts that stand in the page. */
  readonly inline: readonly string[];
  /** Addresses of all others, repeated ones included. */
  readonly addresses: readonly string[];
}

/** Answers from the cache or fails; never asks the network. */
type FetchCached = (url: string) => Promise<Response>;

/** Every script once, inline ones first, 500 at most. `fetchCached`: null where the cache cannot be asked alone. */
export function sourcesOf(list: ScriptList, fetchCached: FetchCached | null): Source[] {
  const inline = list.inline
    .filter((text) => text.trim() !== '')
    .map((text): Source => ({ url: bareAddress(list.url), read: async () => bounded(text) }));
  const loaded = [...new Set(list.addresses)].map((address): Source => {
    const isLocal = /^(?:data|blob):/.test(address);
    const isOwn = isLocal || originOf(address) === list.origin;
    const read = async (): Promise<Reading> => (isOwn ? readCached(address, fetchCached) : { why: 'foreign' });
    return { url: isLocal ? bareAddress(list.url) : bareAddress(address), read };
  });
  return [...inline, ...loaded].slice(0, MOST);
}

async function readCached(url: string, fetchCached: FetchCached | null): Promise<Reading> {
  if (fetchCached === null) return { why: 'arrived' };
  try {
    const response = await fetchCached(url);
    if (!response.ok) return { why: 'uncached' };
    if (Number(response.headers.get('content-length') ?? 0) > LONGEST) return { why: 'large' };
    return bounded(await response.text());
  } catch {
    return { why: 'uncached' }; // only-if-cached fails when the cache does not have it
  }
}

function bounded(text: string): Reading {
  return text.length > LONGEST ? { why: 'large' } : { text };
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
