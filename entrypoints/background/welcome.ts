/** The welcome page: once, at the first installation, never again by itself. */
import { browser } from '../../utils/browser.ts';

export async function welcomeOnce(reason: string): Promise<void> {
  if (reason !== 'install') return;
  const { welcomed } = await browser.storage.local.get('welcomed');
  if (welcomed === true) return;
  await browser.storage.local.set({ welcomed: true });
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}
