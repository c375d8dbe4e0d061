/** Keyboard commands: what the browser holds, and its own page to change them. */
import type { Shortcut } from '../../components/shortcut-list.tsx';
import { browser } from '../../utils/browser.ts';

/** Firefox opens its page by a call (version 137 on); Chromium lets a tab go to its own. */
interface Commands {
  getAll(): Promise<{ readonly name?: string; readonly shortcut?: string }[]>;
  readonly openShortcutSettings?: () => Promise<void>;
}

const commands = browser.commands as Commands | undefined; // Firefox for Android has none

export async function readShortcuts(): Promise<Shortcut[]> {
  const all = (await commands?.getAll()) ?? [];
  return all.map(({ name = '', shortcut = '' }) => ({ command: name, keys: shortcut }));
}

export async function changeKeys(): Promise<void> {
  if (commands?.openShortcutSettings !== undefined) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
