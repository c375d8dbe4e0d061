/** What the browser may wake the background for. Its data are made by `rules build`. */
import wake from '../rules/built/wake.json';
import { isShared } from '../rules/core/host.ts';

const hosts = wake.places.filter((place) => !place.includes('/'));
const beginnings = wake.places.filter((place) => place.includes('/'));

/**
 * Match patterns of requests. The browser compares each request with each of them, one by one, so that every one
 * counts: `*` does not mean WebSockets in Chromium, and unencrypted ones are not worth a third set.
 */
export const REQUESTS: string[] = [
  ...['*', 'wss'].flatMap((scheme) => hosts.map((host) => `${scheme}://*.${host}/*`)),
  ...beginnings.map((place) => `*://*.${place}*`),
  ...wake.endings.map((ending) => `*://*/*.${ending}`),
];

/** Visited pages that may be a vendor's, as `webNavigation` wants them. A visit to everybody's host is none. */
export const VISITS: { hostSuffix: string }[] = [
  ...hosts,
  ...beginnings.map((place) => place.slice(0, place.indexOf('/'))).filter((host) => !isShared(host)),
  ...wake.sites,
].map((hostSuffix) => ({ hostSuffix }));
