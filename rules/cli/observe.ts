/** A URL as a person or a file gives it, to the core's Observation. */
import { LONGEST_HOST, normaliseHost } from '../core/host.ts';
import type { Observation } from '../core/match.ts';

/** Parses with the WHATWG URL standard. Null when it is not an http(s) or ws(s) URL. */
export function toObservation(url: string, type: string): Extract<Observation, { host: string }> | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname } = new URL(url);
  const host = normaliseHost(hostname);
  if (!/^(?:https?|wss?):$/.test(protocol) || host === '' || host.length > LONGEST_HOST) return null;
  return { kind: type === 'main_frame' ? 'page' : 'request', host, path: pathname };
}
