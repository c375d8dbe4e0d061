/** Changes of settings that hold only once the browser's rules follow them. */
import { ask } from './client.ts';
import { updateSettings } from './load-settings.ts';
import type { Settings } from './settings.ts';

/**
 * Changes the person's settings. When the browser does not take the rules that these ask for, the settings are put back
 * and the promise rejects with the browser's words.
 */
export async function changeSettingsAndRules(change: (own: Settings) => Settings): Promise<void> {
  let before: Settings | undefined;
  await updateSettings((own) => {
    before = own;
    return change(own);
  });
  try {
    await ask({ ask: 'block' });
  } catch (error) {
    const held = before;
    if (held !== undefined) await updateSettings(() => held);
    throw error;
  }
}
