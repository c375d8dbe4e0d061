/** The actions of the list in use, judged by the clock. */
import { effectiveNow, type Offer, offer } from '../rules/core/index.ts';
import { type BareAction, withWords } from './action-texts.ts';
import { browser } from './browser.ts';
import type { Translator } from './i18n.ts';
import { LIST_DATE } from './list-date.ts';
import { inUse, readPart, readRecord } from './update-parts.ts';
import { BUILT, CAN_UPDATE } from './update-target.ts';

export interface LoadedActions {
  readonly actions: readonly BareAction[];
  /** ISO date of the list they came with. */
  readonly listDate: string;
}

/** Those of the last update, else those in the package. */
export async function loadActions(): Promise<LoadedActions> {
  const list = CAN_UPDATE ? inUse(await readRecord(browser.storage.local, BUILT)) : undefined;
  const stored = list && (await readPart(browser.storage.local, list.serial, 'actions'));
  if (stored !== undefined) return { actions: stored as unknown as BareAction[], listDate: list?.date ?? LIST_DATE };
  const { default: packaged } = await import('../rules/built/actions.json');
  return { actions: packaged as unknown as BareAction[], listDate: LIST_DATE };
}

/** The present, never earlier than this build and its list: milliseconds since the epoch. */
export function now(listDate: string): number {
  return effectiveNow(Date.now(), Date.parse(BUILT), Date.parse(LIST_DATE), Date.parse(listDate));
}

/** What to offer now in the language of these words, to somebody who lives there; '' when they have not said: then only what is for everyone. */
export function currentOffer({ actions, listDate }: LoadedActions, words: Translator, country: string): Offer {
  const { language } = words;
  return offer(
    actions.map((action) => withWords(action, words)),
    { now: now(listDate), language, country: country === '' ? null : country },
  );
}
