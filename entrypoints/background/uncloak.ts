/**
 * Firefox, when the person has switched it on: requests to first-party names are looked up, and a name that leads to a
 * listed vendor's host counts as that. Off, no listener exists and no name is asked for.
 */
import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { judge } from '../../utils/engine.ts';
import { loadSettings, onSettingsChanged } from '../../utils/load-settings.ts';
import { looksFirstParty, Uncloaker } from '../../utils/uncloak.ts';
import type { Observer, RequestDetails } from './observe.ts';

/**
 * The setting's copy. An event page must register its listeners before it can have read any setting, so this stands
 * where it can be read at once.
 */
const FLAG = 'uncloak';

interface Names {
  resolve(host: string, flags: string[]): Promise<{ canonicalName?: string }>;
}

/** `proxyInfo` is null or `direct` unless a proxy, which resolves names itself, stands between. */
type FirefoxDetails = RequestDetails & { readonly proxyInfo?: { readonly type: string } | null };

export function uncloakWhenWanted(observer: Observer): void {
  const { dns } = browser as unknown as { dns: Names };
  const uncloaker = new Uncloaker(async (host) => (await dns.resolve(host, ['canonical_name'])).canonicalName ?? null);
  const listener = (details: FirefoxDetails): undefined => {
    void look(details, uncloaker, observer);
  };
  const follow = (wanted: boolean) => {
    const { onBeforeRequest } = browser.webRequest;
    if (wanted === onBeforeRequest.hasListener(listener as never)) return;
    if (wanted) onBeforeRequest.addListener(listener as never, { urls: ['<all_urls>'] });
    else onBeforeRequest.removeListener(listener as never);
  };
  follow(FLAG in localStorage);
  onSettingsChanged(async () => {
    const { uncloak } = (await loadSettings()).settings;
    if (uncloak) localStorage.setItem(FLAG, '');
    else localStorage.removeItem(FLAG);
    follow(uncloak);
  });
}

async function look(details: FirefoxDetails, uncloaker: Uncloaker, observer: Observer): Promise<void> {
  const { type, url, originUrl, documentUrl, proxyInfo } = details;
  const host = hostOf(url);
  const isProxied = (proxyInfo?.type ?? 'direct') !== 'direct';
  if (type === 'main_frame' || isProxied || !looksFirstParty(host, hostOf(documentUrl ?? originUrl))) return;
  if (judge(url, 'request').length > 0) return; // known under this very name
  const name = await uncloaker.canonicalName(host);
  if (name !== null) await observer.onAlias(details, name);
}
