/** Whether a page is paused: its site, by the person or by their organisation, or in a private window its tab. */
import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { loadSettings, updateSettings } from '../../utils/load-settings.ts';
import { withPaused } from '../../utils/settings.ts';

export async function isPaused(url: string, tabId: number): Promise<boolean> {
  const key = keyOf(tabId);
  const [{ settings }, { [key]: here }] = await Promise.all([loadSettings(), browser.storage.session.get(key)]);
  const host = hostOf(url);
  return settings.pausedSites.includes(host) || here === host;
}

/** Pauses or resumes a site. From a private window only there, in this tab and in memory: settings are on disk. */
export async function setPaused(host: string, tabId: number, paused: boolean): Promise<void> {
  if (await isPrivate(tabId)) await browser.storage.session.set({ [keyOf(tabId)]: paused ? host : '' });
  else await updateSettings((settings) => withPaused(settings, host, paused));
}

export async function isPrivate(tabId: number): Promise<boolean> {
  return (await browser.tabs.get(tabId)).incognito;
}

/** Forgets what was paused in a tab that has closed. */
export function forgetPaused(tabId: number): Promise<void> {
  return browser.storage.session.remove(keyOf(tabId));
}

function keyOf(tabId: number): string {
  return `paused:${tabId}`;
}
