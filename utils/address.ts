/** What may be kept of an address. */
import { splitUrl } from '../rules/core/index.ts';

const LONGEST = 300;

/** Scheme, host and path; no credentials, port kept out with them, no query, no fragment; cut after 300 characters. */
export function withoutQuery(url: string): string {
  const parts = splitUrl(url);
  if (parts === null) return '';
  // Browsers write addresses in visible ASCII; what does not come from one must not turn or hide the text around it.
  const clean = `${url.slice(0, url.indexOf('//'))}//${parts.host}${parts.path}`.replace(/[^!-~]/g, '\ufffd');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}

/** Host of an address, '' when it has none. */
export function hostOf(url: string | undefined): string {
  return url === undefined ? '' : (splitUrl(url)?.host ?? '');
}

/** True for addresses that a content script or request listener can be allowed to see. */
export function isWebPage(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//.test(url);
}
