/** The end of a pause that was to last an hour; its alarm has the site's name. */
import { browser } from '../../utils/browser.ts';
import { PAUSES_KEY, readPauses } from '../../utils/load-settings.ts';
import { syncBlocking } from './blocking.ts';
import type { Watch } from './watch.ts';

export async function endPause(site: string, watch: Watch): Promise<void> {
  const { [site]: until, ...others } = await readPauses();
  if (until === undefined) return;
  await browser.storage.session.set({ [PAUSES_KEY]: others });
  await watch.markSites([site]); // what is open there has not been looked at
  await syncBlocking();
}
