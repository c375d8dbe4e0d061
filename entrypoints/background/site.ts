/** What the person, or their organisation, wants on a site. */
import { type IsBlocked, isBlocked } from '../../rules/core/index.ts';
import { engine } from '../../utils/engine.ts';
import { loadSettings, pauseOf } from '../../utils/load-settings.ts';
import { siteKey } from './blocking.ts';

/** Null where nothing is looked at. Else whether a vendor is blocked for who asks: '' for the page, or a frame's host. */
export async function blockerOn(host: string, tabId: number): Promise<((frame: string) => IsBlocked) | null> {
  const loaded = await loadSettings();
  if (pauseOf(loaded, host, tabId) !== undefined) return null;
  return (frame) => (id) => {
    const vendor = engine().vendors.get(id);
    const site = siteKey() === 'Top' || frame === '' ? host : frame;
    return vendor !== undefined && isBlocked(vendor, loaded.settings, site);
  };
}
