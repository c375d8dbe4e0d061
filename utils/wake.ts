/** What the browser may wake the background for. Its data are made by `rules build`. */
import wake from '../rules/built/wake.json';

/**
 * Match patterns of requests. Chromium compares every request of every page with them one by one, half a microsecond
 * each, a tenth of that when already the scheme differs; so only those stand here that the probe cannot do without.
 * A page that loads a vendor's code from the vendor shows that to the probe. Code that a site carries in its own files
 * may do everything in a worker or over a WebSocket, which no page shows.
 */
export const REQUESTS: string[] = [
  ...wake.bundled.flatMap(patternsOf),
  ...wake.endings.map((ending) => `https://*/*.${ending}`),
];

/** Match patterns of one place: a host and all below it, or addresses on it that begin so. */
export function patternsOf(place: string): string[] {
  const rest = place.includes('/') ? '*' : '/*';
  return [`https://*.${place}${rest}`, `wss://*.${place}${rest}`];
}
