/** What the person chose; on disk, checked when read: a damaged value falls back to its default instead of failing. */
import * as z from 'zod/mini';
import { isWithin } from '../rules/core/index.ts';
import { atMost, matching } from './checks.ts';
import { LANGUAGES } from './i18n.ts';
import { KEEP_DAYS } from './ledger.ts';

/** In place of a country: somewhere that is not in the European Union. CLDR's code for an unknown region. */
export const OUTSIDE_EU = 'ZZ';

const hosts = z.array(z.string().check(atMost(253))).check(atMost(5_000));
const choices = z.array(matching(/^[a-z0-9-]{1,80}(?:@[a-z0-9._-]{1,253})?$/)).check(atMost(5_000));

const Settings = z.object({
  /** The number on the toolbar icon. The icon's shape always tells. */
  badge: z.catch(z.boolean(), true),
  notice: z.catch(
    z.object({
      /** When the page shows a notice: at capture and when a silent vendor starts, at capture alone, or never. */
      mode: z.catch(z.literal(['default', 'capturing', 'off']), 'default'),
      /** Hosts on which no notice is shown. */
      silencedSites: z.catch(hosts, []),
    }),
    { mode: 'default', silencedSites: [] },
  ),
  ledger: z.catch(
    z.object({
      /** Opt-in: nothing about visited sites is kept on disk until the person says so. */
      on: z.catch(z.boolean(), false),
      /** Whether they have been asked, and need not be again. */
      asked: z.catch(z.boolean(), false),
      /** Days after which entries go; 0 keeps them until they are wiped. */
      keepDays: z.catch(z.literal(KEEP_DAYS), 90),
    }),
    { on: false, asked: false, keepDays: 90 },
  ),
  /** Hosts on which, and below which, nothing is looked at or blocked. */
  pausedSites: z.catch(hosts, []),
  /** Vendors that are blocked: `vendor` on every site, `vendor@site` there and on what lies below. */
  blocked: z.catch(choices, []),
  /** Where a vendor that is blocked elsewhere is not: `vendor@site`. */
  allowed: z.catch(choices, []),
  /** Block every vendor that runs without asking, those that the list names later too. */
  blockSilent: z.catch(z.boolean(), false),
  /** Firefox: ask the name server what a page's own host names lead to. */
  uncloak: z.catch(z.boolean(), false),
  /** Look for newer lists. */
  updates: z.catch(z.boolean(), true),
  /** Tag of the language of every page; '' follows the browser. */
  language: z.catch(z.literal(['', ...LANGUAGES]), ''),
  /** ISO 3166-1 alpha-2 of where the person lives, for actions and authorities; '' when not said, else possibly `OUTSIDE_EU`. */
  country: z.catch(matching(/^(?:[A-Z]{2})?$/), ''),
});
export type Settings = z.infer<typeof Settings>;

/** Settings from outside data: every value that is missing or damaged is its default. */
export function toSettings(data: unknown): Settings {
  return Settings.parse(isGroup(data) ? data : {});
}

/** Whether outside data is a plain object, as settings and groups of them are. */
export function isGroup(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export const DEFAULTS: Settings = /* @__PURE__ */ toSettings({});

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export const SETTINGS_KEY = 'settings';

export async function readSettings(area: Area): Promise<Settings> {
  const { [SETTINGS_KEY]: stored } = await area.get(SETTINGS_KEY);
  return toSettings(stored);
}

export async function changeSettings(area: Area, change: (settings: Settings) => Settings): Promise<void> {
  await area.set({ [SETTINGS_KEY]: change(await readSettings(area)) });
}

/** Settings with a site paused, or resumed with whatever covers it. */
export function withPaused(settings: Settings, host: string, paused: boolean): Settings {
  const others = settings.pausedSites.filter((site) => !isWithin(host, site));
  return { ...settings, pausedSites: paused ? [...others, host].sort() : others };
}

/** Settings with no more notices on a site, or anywhere (`null`). */
export function withSilence(settings: Settings, host: string | null): Settings {
  const { notice } = settings;
  if (host === null) return { ...settings, notice: { ...notice, mode: 'off' } };
  const silencedSites = [...new Set([...notice.silencedSites, host])].sort();
  return { ...settings, notice: { ...notice, silencedSites } };
}
