/** The end of pauses that are kept in memory: of an hour by its alarm, of a tab with the tab. */
import { browser } from '../../utils/browser.ts';
import { PAUSES_KEY, type Pause, readPauses } from '../../utils/load-settings.ts';
import { syncBlocking } from './blocking.ts';
import type { Watch } from './watch.ts';

/** Ends those whose time is up; an alarm may ring a little early. */
export async function endPauses(watch: Watch): Promise<void> {
  const ended = await end(({ until }) => until > 0 && until < Date.now() + 1_000);
  await watch.markSites(ended); // what is open there has not been looked at
}

/** Forgets what was paused in a tab that has closed. */
export function forgetPaused(tabId: number): Promise<unknown> {
  return end((pause) => pause.tabId === tabId);
}

/** Ends some pauses; gives their sites. */
async function end(isOver: (pause: Pause) => boolean): Promise<string[]> {
  const pauses = await readPauses();
  const left = pauses.filter((pause) => !isOver(pause));
  if (left.length === pauses.length) return [];
  await browser.storage.session.set({ [PAUSES_KEY]: left });
  await syncBlocking().catch(console.error);
  return pauses.filter(isOver).map(({ site }) => site);
}
