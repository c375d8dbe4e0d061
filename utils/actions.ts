/** The packed actions, judged by the clock. */
import actions from '../rules/built/actions.json';
import { type Action, effectiveNow, type Offer, offer } from '../rules/core/index.ts';
import { LIST_DATE } from './list-date.ts';

declare const __BUILD_DATE__: string;

/** The present, never earlier than this build and its list: milliseconds since the epoch. */
export function now(): number {
  return effectiveNow(Date.now(), Date.parse(__BUILD_DATE__), Date.parse(LIST_DATE));
}

/** What to offer now in this language, to somebody who lives there; '' when they have not said: then only what is for everyone. */
export function currentOffer(language: string, country: string): Offer {
  return offer(actions as unknown as Action[], { now: now(), language, country: country === '' ? null : country });
}
