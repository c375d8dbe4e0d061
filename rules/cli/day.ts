/** A day given on the command line. */
import { UsageError } from './problem.ts';

/** Milliseconds since the epoch: now when absent, the noon of an ISO date, or an instant. */
export function dayGiven(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text);
  if (Number.isNaN(at)) throw new UsageError(`${text} is no date; use YYYY-MM-DD`);
  return at;
}
