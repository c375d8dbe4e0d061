/** Host names and URL slicing. Nothing else in the project compares hosts. */

/** True when `host` is `suffix` or one of its subdomains: `a.b.com` is within `b.com`, `ab.com` is not. */
export function isWithin(host: string, suffix: string): boolean {
  if (host.length === suffix.length) return host === suffix;
  return (
    host.length > suffix.length && host.endsWith(suffix) && host.charCodeAt(host.length - suffix.length - 1) === 46
  );
}

/** The host with its leftmost label removed, or '' when one label is left. */
export function broaderHost(host: string): string {
  const dot = host.indexOf('.');
  return dot === -1 ? '' : host.slice(dot + 1);
}

/** Lower case, without the one trailing dot that the DNS allows. */
export function normaliseHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** IPv4 in dotted form, or IPv6 in brackets, as URLs write them. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Hosts that carry everybody's files. A signature there needs a path, and visiting one (a package's listing, say)
 * is never a visit to a vendor.
 */
export const SHARED_HOSTS: readonly string[] = [
  'aip.baidubce.com',
  'ajax.googleapis.com',
  'amazonaws.com',
  'api.cognitive.microsoft.com',
  'azureedge.net',
  'cdnjs.cloudflare.com',
  'cloudfront.net',
  'esm.run',
  'esm.sh',
  'firebaseio.com',
  'g.alicdn.com',
  'googleapis.com',
  'gstatic.com',
  'jsdelivr.net',
  'npmjs.com',
  'raw.githubusercontent.com',
  'skypack.dev',
  'tfhub.dev',
  'unpkg.com',
];

/** True for a host that is one of the shared hosts, or lies within one. */
export function isShared(host: string): boolean {
  return SHARED_HOSTS.some((shared) => isWithin(host, shared));
}

export interface UrlParts {
  /** Lower case, no port, no trailing dot. */
  readonly host: string;
  /** Begins with a slash; no query, no fragment. */
  readonly path: string;
}

/** Where the host of an http, https, ws or wss address begins, credentials included; -1 for any other. */
export function startOfHost(url: string): number {
  const first = url.charCodeAt(0);
  let colon = -1;
  if (first === 104 && url.charCodeAt(1) === 116 && url.charCodeAt(2) === 116 && url.charCodeAt(3) === 112) colon = 4;
  else if (first === 119 && url.charCodeAt(1) === 115) colon = 2;
  else return -1;
  if (url.charCodeAt(colon) === 115) colon++;
  const plain = url.charCodeAt(colon) === 58 && url.charCodeAt(colon + 1) === 47 && url.charCodeAt(colon + 2) === 47;
  return plain ? colon + 3 : -1;
}

/** Names longer than this do not exist (RFC 1035): no request to one arrives anywhere. */
export const LONGEST_HOST = 253;

/**
 * Slices a URL as a browser serialises it (`new URL(…).href`) into host and path.
 * Null for anything that is not http, https, ws or wss, or has no host that can exist. Property tests hold it against
 * `new URL`.
 */
export function splitUrl(url: string): UrlParts | null {
  const start = startOfHost(url);
  if (start === -1) return null;
  let end = url.length;
  let pathStart = -1;
  let at = -1;
  let colon = -1;
  let bracket = false;
  for (let i = start; i < url.length; i++) {
    const c = url.charCodeAt(i);
    if (c === 47 || c === 63 || c === 35) {
      end = i;
      pathStart = c === 47 ? i : -1;
      break;
    }
    if (c === 64) {
      at = i;
      colon = -1;
    } else if (c === 91) bracket = true;
    else if (c === 93) bracket = false;
    else if (c === 58 && !bracket) colon = i;
  }
  const hostStart = at === -1 ? start : at + 1;
  const host = normaliseHost(url.slice(hostStart, colon > hostStart ? colon : end));
  if (host === '' || host.length > LONGEST_HOST) return null;
  return { host, path: pathStart === -1 ? '/' : pathOf(url, pathStart) };
}

function pathOf(url: string, start: number): string {
  for (let i = start; i < url.length; i++) {
    const c = url.charCodeAt(i);
    if (c === 63 || c === 35) return url.slice(start, i);
  }
  return url.slice(start);
}
