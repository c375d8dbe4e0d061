/** Which list speaks. */
import type { ListIdentity } from '../rules/core/index.ts';

/** Names a list for an evidence bundle. The one that came with the extension has no serial. */
export function listIdentity(date: string, serial: number): ListIdentity {
  return { date, serial: serial === 0 ? null : serial };
}
