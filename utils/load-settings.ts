/** The settings of this browser: read with the organisation's policies over them, changed one at a time. */
import { browser } from './browser.ts';
import { type Policies, toPolicies, withPolicies } from './policies.ts';
import { changeSettings, readSettings, SETTINGS_KEY, type Settings, toSettings } from './settings.ts';

export interface LoadedSettings {
  /** What the person chose. */
  readonly own: Settings;
  /** What holds: their choice under the organisation's policies. */
  readonly settings: Settings;
  readonly policies: Policies;
  readonly pauses: Pauses;
}

/** Pauses that end by themselves: host to when, in milliseconds since the epoch; 0: when the browser closes. */
export type Pauses = Readonly<Record<string, number>>;

export const PAUSES_KEY = 'pauses';

export async function loadSettings(): Promise<LoadedSettings> {
  const [own, policies, pauses] = await Promise.all([
    readSettings(browser.storage.local),
    readPolicies(),
    readPauses(),
  ]);
  return { own, settings: withPolicies(own, policies), policies, pauses };
}

/** The sites on which, and below which, nothing is looked at or blocked now. */
export function pausedIn({ settings, pauses }: LoadedSettings): string[] {
  return [...settings.pausedSites, ...Object.keys(pauses)];
}

export async function readPauses(): Promise<Pauses> {
  return ((await browser.storage.session.get(PAUSES_KEY))[PAUSES_KEY] ?? {}) as Pauses;
}

/** Changes what the person chose. Locked across all pages, so that no change is lost to another. */
export async function updateSettings(change: (own: Settings) => Settings): Promise<void> {
  await navigator.locks.request('countergaze-settings', () => changeSettings(browser.storage.local, change));
}

/** Calls back with the hosts that the person has just resumed. */
export function onSitesResumed(listener: (hosts: readonly string[]) => void): void {
  browser.storage.local.onChanged.addListener(({ [SETTINGS_KEY]: change }) => {
    const paused = toSettings(change?.newValue).pausedSites;
    const resumed = toSettings(change?.oldValue).pausedSites.filter((host) => !paused.includes(host));
    if (resumed.length > 0) listener(resumed);
  });
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
