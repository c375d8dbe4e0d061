/** The settings of this browser: read with the organisation's policies over them, changed one at a time. */
import { covers, isWithin } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { type Policies, toPolicies, withPolicies } from './policies.ts';
import { changeSettings, readSettings, SETTINGS_KEY, type Settings, toSettings } from './settings.ts';

export interface LoadedSettings {
  /** What the person chose. */
  readonly own: Settings;
  /** What holds: their choice under the organisation's policies. */
  readonly settings: Settings;
  readonly policies: Policies;
  /** Besides the settings' paused sites. */
  readonly pauses: readonly Pause[];
}

/** A pause in memory alone. */
export interface Pause {
  readonly site: string;
  /** When it ends, in milliseconds since the epoch; 0: when the browser closes. */
  readonly until: number;
  /** In this tab alone, and gone with it: that of a private window. */
  readonly tabId?: number | undefined;
}

export const PAUSES_KEY = 'pauses';

export async function loadSettings(): Promise<LoadedSettings> {
  const [own, policies, pauses] = await Promise.all([
    readSettings(browser.storage.local),
    readPolicies(),
    readPauses(),
  ]);
  return { own, settings: withPolicies(own, policies), policies, pauses };
}

/** When the pause ends that holds on a host, as in `Pause`; null: never by itself; undefined: there is none. */
export function pauseOf({ settings, pauses }: LoadedSettings, host: string, tabId: number): number | null | undefined {
  if (covers(settings.pausedSites, host)) return null;
  const pause = pauses.find((each) => isWithin(host, each.site) && (each.tabId ?? tabId) === tabId);
  return pause?.tabId === undefined ? pause?.until : null;
}

export async function readPauses(): Promise<readonly Pause[]> {
  return ((await browser.storage.session.get(PAUSES_KEY))[PAUSES_KEY] ?? []) as Pause[];
}

/** Changes what the person chose. Locked across all pages, so that no change is lost to another. */
export async function updateSettings(change: (own: Settings) => Settings): Promise<void> {
  await navigator.locks.request('countergaze-settings', () => changeSettings(browser.storage.local, change));
}

/** Changes the pauses that are in memory. Locked as above. */
export async function updatePauses(change: (pauses: readonly Pause[]) => readonly Pause[]): Promise<void> {
  await navigator.locks.request('countergaze-pauses', async () =>
    browser.storage.session.set({ [PAUSES_KEY]: change(await readPauses()) }),
  );
}

/** Calls back with the hosts that have just been resumed, by the person or by the clock; a private tab's own are not among them. */
export function onSitesResumed(listener: (hosts: readonly string[]) => void): void {
  browser.storage.onChanged.addListener(({ [SETTINGS_KEY]: settings, [PAUSES_KEY]: pauses }, area) => {
    const sitesOf = (value: unknown) =>
      area === 'local' ? toSettings(value).pausedSites : ((value ?? []) as Pause[]).flatMap(siteForAll);
    const change = area === 'local' ? settings : pauses;
    const paused = sitesOf(change?.newValue);
    const resumed = sitesOf(change?.oldValue).filter((host) => !paused.includes(host));
    if (resumed.length > 0) listener(resumed);
  });
}

function siteForAll({ site, tabId }: Pause): string[] {
  return tabId === undefined ? [site] : [];
}

/** Calls back whenever the person or the organisation has changed something. */
export function onSettingsChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || (area === 'local' && SETTINGS_KEY in changes)) listener();
  });
}

async function readPolicies(): Promise<Policies> {
  try {
    return toPolicies(await browser.storage.managed.get());
  } catch {
    return toPolicies({}); // Firefox refuses where no organisation has set anything
  }
}
