/** Whether a site is paused, by the person or by their organisation. */
import { loadSettings } from '../../utils/load-settings.ts';

export async function isPaused(host: string): Promise<boolean> {
  const { settings } = await loadSettings();
  return settings.pausedSites.includes(host);
}
