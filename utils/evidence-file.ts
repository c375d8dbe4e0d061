/** Evidence as this browser makes it: its clock, its zone, its hash. */
import type { Dossier, EvidenceContext, ListIdentity } from '../rules/core/index.ts';
import { browser } from './browser.ts';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The circumstances here, at an instant (milliseconds since the epoch). */
export function contextAt(
  at: number,
  list: ListIdentity,
  dossiers: Readonly<Record<string, Dossier>>,
): EvidenceContext {
  return {
    at,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetAt: (instant) => -new Date(instant).getTimezoneOffset(),
    extension: browser.runtime.getManifest().version,
    list,
    dossiers,
  };
}
