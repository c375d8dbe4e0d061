/** A day given on the command line. */
import { UsageError } from './problem.ts';

/** Milliseconds since the epoch: now when absent, the noon of an ISO date, or an instant. */
export function dayGiven(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text);
  if (Number.isNaN(at) || !isDay(text.slice(0, 10))) throw new UsageError(`${text} is no date; use YYYY-MM-DD`);
  return at;
}

/** True unless it looks like an ISO date and no calendar has it: `Date.parse` takes 31 February for 3 March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return true;
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
