/** The settings of this browser: read with the organisation's policies over them, changed one at a time. */
import { covers } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { PAUSES_KEY, type Pauses } from './pauses.ts';
import { type Policies, toPolicies, withPolicies } from './policies.ts';
import { changeSettings, readSettings, SETTINGS_KEY, type Settings, toSettings } from './settings.ts';

export interface LoadedSettings {
  /** What the person chose. */
  readonly own: Settings;
  /** What holds: their choice under the organisation's policies. */
  readonly settings: Settings;
  readonly policies: Policies;
  /** Pauses besides those in the settings. */
  readonly pauses: Pauses;
}

export async function loadSettings(): Promise<LoadedSettings> {
  const [own, policies, pauses] = await Promise.all([
    readSettings(browser.storage.local),
    readPolicies(),
    readPauses(),
  ]);
  return { own, settings: withPolicies(own, policies), policies, pauses };
}

/** Whether nothing is looked at on a host now, by the person's choice or their organisation's. */
export function isPausedOn({ settings, pauses }: LoadedSettings, host: string): boolean {
  return covers([...settings.pausedSites, ...Object.keys(pauses)], host);
}

async function readPauses(): Promise<Pauses> {
  return ((await browser.storage.session.get(PAUSES_KEY))[PAUSES_KEY] ?? {}) as Pauses;
}

/** Changes the pauses that end by themselves. */
export async function updatePauses(change: (pauses: Pauses) => Pauses): Promise<void> {
  await navigator.locks.request('countergaze-pauses', async () =>
    browser.storage.session.set({ [PAUSES_KEY]: change(await readPauses()) }),
  );
}

/** Changes what the person chose. Locked across all pages, so that no change is lost to another. */
export async function updateSettings(change: (own: Settings) => Settings): Promise<void> {
  await navigator.locks.request('countergaze-settings', () => changeSettings(browser.storage.local, change));
}

/** Calls back with the hosts whose pause has just ended. */
export function onSitesResumed(listener: (hosts: readonly string[]) => void): void {
  browser.storage.onChanged.addListener(({ [SETTINGS_KEY]: settings, [PAUSES_KEY]: pauses }) => {
    const [before, after] = (['oldValue', 'newValue'] as const).map((value) => [
      ...toSettings(settings?.[value]).pausedSites,
      ...Object.keys(pauses?.[value] ?? {}),
    ]);
    const resumed = before?.filter((host) => !after?.includes(host)) ?? [];
    if (resumed.length > 0) listener(resumed);
  });
}

/** Calls back whenever the person or the organisation has changed something. */
export function onSettingsChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || SETTINGS_KEY in changes || PAUSES_KEY in changes) listener();
  });
}

async function readPolicies(): Promise<Policies> {
  try {
    return toPolicies(await browser.storage.managed.get());
  } catch {
    return toPolicies({}); // Firefox refuses where no organisation has set anything
  }
}
