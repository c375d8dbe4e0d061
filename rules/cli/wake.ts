/** What may wake the background: few address patterns for the browser, a digest of everything for the probe. */
import { getDomain } from 'tldts';
import { hashOf, literalRun, runAt } from '../core/digest.ts';
import { isShared, isWithin } from '../core/host.ts';
import type { Detect, Vendor } from '../core/schema.ts';

/** See `utils/wake.ts` for what the browser is told of it. */
export interface Wake {
  /** Where code goes that a site can carry in its own files: `acme.com`, or `acme.com/api` for addresses that begin so. */
  readonly bundled: readonly string[];
  /** Endings of file names that may be a vendor's wherever they lie. */
  readonly endings: readonly string[];
}

/** Endings that any site's files have. A model in another format may be asked for by any request's address alone. */
const EVERYDAY = new Set(
  'bin cjs css data gif gz gzip htm html ico jpeg jpg js json mjs mp3 mp4 png shard svg txt wasm webp xml zip'.split(
    ' ',
  ),
);

export function toWake(vendors: readonly Vendor[]): Wake {
  const packaged = vendors.filter(({ npm }) => npm !== undefined && npm.length > 0);
  const own = requestPlaces(packaged).filter((place) => !isShared(hostPart(place)));
  return {
    bundled: own.filter(
      (place) => !own.some((other) => other !== place && other.includes('/') && place.startsWith(other)),
    ),
    endings: rareEndings(vendors),
  };
}

/** One key for each place, site, and file name or path shape, four bytes each, the lowest first, as base64; see `rules/core/digest.ts`. */
export function toDigest(vendors: readonly Vendor[]): string {
  const anywhere = vendors.flatMap(({ detect }) => [...literalsOf(detect, 'files'), ...literalsOf(detect, 'paths')]);
  const sites = vendors.flatMap(({ detect }) => detect.sites ?? []);
  const places = withoutCovered([...requestPlaces(vendors), ...sites]);
  const keys = new Set([...places, ...anywhere.map(literalRun)].map(hashOf));
  const bytes = Buffer.alloc(4 * keys.size);
  for (const [at, key] of [...keys].sort((a, b) => a - b).entries()) bytes.writeUInt32LE(key, 4 * at);
  return bytes.toString('base64');
}

/**
 * Where requests to vendors go, each place once: `acme.com` for a domain that is the vendor's own, else a single host;
 * `cdn.com/npm/acme` on everybody's hosts. The browser compares each request with each place, so that few matter more
 * than exact ones: the list decides afterwards.
 */
export function requestPlaces(vendors: readonly Vendor[]): string[] {
  return withoutCovered(vendors.flatMap(({ detect }) => placesOf(detect)));
}

function placesOf(detect: Detect): string[] {
  const listed = new Set([...(detect.sites ?? []), ...literalsOf(detect, 'hosts')]);
  const ownDomain = (host: string) => {
    const domain = getDomain(host, { allowPrivateDomains: true });
    return domain !== null && listed.has(domain) && !isShared(domain) ? domain : undefined;
  };
  return [
    ...literalsOf(detect, 'hosts').map((host) => ownDomain(host) ?? host),
    ...literalsOf(detect, 'hostPaths').map((literal) => ownDomain(hostPart(literal)) ?? runAt(literal.split('/'), 0)),
    ...(detect.aliases ?? []),
  ];
}

/** Model formats that only few sites serve; requests of workers, which the probe cannot see, are met by them too. */
function rareEndings(vendors: readonly Vendor[]): string[] {
  const endings = vendors
    .flatMap(({ detect }) => literalsOf(detect, 'files'))
    .map((file) => file.slice(file.lastIndexOf('.') + 1));
  return [...new Set(endings)].filter((ending) => !EVERYDAY.has(ending)).sort();
}

function literalsOf(detect: Detect, kind: 'hosts' | 'hostPaths' | 'files' | 'paths'): readonly string[] {
  return [...(detect[kind] ?? []), ...(detect.weak?.[kind] ?? [])];
}

function hostPart(place: string): string {
  return place.split('/', 1)[0] as string;
}

/** Sorted, each once, without what lies within another. */
function withoutCovered(places: readonly string[]): string[] {
  const all = [...new Set(places)];
  const hosts = all.filter((place) => !place.includes('/'));
  return all
    .filter((place) => {
      const host = hostPart(place);
      return !hosts.some((other) => other !== place && isWithin(host, other));
    })
    .sort();
}
