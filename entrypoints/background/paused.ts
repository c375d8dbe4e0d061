/** Whether the person has paused a site. */
import { browser } from '../../utils/browser.ts';
import { readSettings } from '../../utils/settings.ts';

export async function isPaused(host: string): Promise<boolean> {
  const { pausedSites } = await readSettings(browser.storage.local as never);
  return pausedSites.includes(host);
}
