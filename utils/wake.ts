/** What the browser may wake the background for. Its data are made by `rules build`. */
import wake from '../rules/built/wake.json';

/**
 * Match patterns of requests. Chromium compares every request of every page with them one by one, half a microsecond
 * each, a tenth of that when already the scheme differs; so only those stand here that the probe cannot do without.
 * A page that loads a vendor's code from the vendor shows that to the probe. Code that a site carries in its own files
 * may do everything in a worker: what that asks for, and any WebSocket, no page can see.
 */
export const REQUESTS: string[] = [
  ...wake.hosts.map((host) => `wss://*.${host}/*`),
  ...wake.bundled.map((place) => `https://*.${place}${place.includes('/') ? '*' : '/*'}`),
  ...wake.endings.map((ending) => `https://*/*.${ending}`),
];

/** Visited pages that may be a vendor's, as `webNavigation` wants them. A visit to everybody's host is none. */
export const VISITS: { hostSuffix: string }[] = [...wake.hosts, ...wake.sites].map((hostSuffix) => ({ hostSuffix }));
