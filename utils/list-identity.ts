/** Which list speaks. */
import type { ListIdentity } from '../rules/core/index.ts';

/** Names a list for an evidence bundle, by the date that the background gives with its answers. */
export function listIdentity(date: string): ListIdentity {
  return { date, serial: null }; // every list so far came with the extension
}
