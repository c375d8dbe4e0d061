/** Pauses that end by themselves, in session storage: a restart of the browser ends them all, and no disk knows of them. */
import { isWithin } from '../rules/core/index.ts';

export const PAUSES_KEY = 'pauses';

/** Host to when its pause ends, in milliseconds since the epoch; 0: when the browser closes. */
export type Pauses = Readonly<Record<string, number>>;

/** The pauses without those that cover a host. */
export function without(pauses: Pauses, host: string): Pauses {
  return keepOf(pauses, (site) => !isWithin(host, site));
}

/** The pauses without those whose time is up; an alarm may ring a little early. */
export function withoutEnded(pauses: Pauses, now: number): Pauses {
  return keepOf(pauses, (_, until) => until === 0 || until > now + 1_000);
}

function keepOf(pauses: Pauses, keeps: (site: string, until: number) => boolean): Pauses {
  return Object.fromEntries(Object.entries(pauses).filter(([site, until]) => keeps(site, until)));
}
