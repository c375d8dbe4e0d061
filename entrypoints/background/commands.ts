/** Keyboard commands of the browser. The one that opens the popup is the browser's own. */
import { browser } from '../../utils/browser.ts';

export function onCommand(command: string): void {
  if (command === 'open-dashboard') void browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') });
}
