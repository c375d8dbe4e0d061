/** What the person chose; on disk, checked when read: a damaged value falls back to its default instead of failing. */
import * as z from 'zod/mini';
import { KEEP_DAYS } from './ledger.ts';

const Settings = z.object({
  /** Hosts on which nothing is looked at. */
  pausedSites: z.catch(z.array(z.string()), []),
  /** The ledger: whether it is on, whether the person was asked, and for how many days it keeps (0: for ever). */
  ledger: z.catch(z.object({ on: z.boolean(), asked: z.boolean(), keepDays: z.literal(KEEP_DAYS) }), {
    on: false,
    asked: false,
    keepDays: 90,
  }),
});
export type Settings = z.infer<typeof Settings>;

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

const KEY = 'settings';

export async function readSettings(area: Area): Promise<Settings> {
  const { [KEY]: stored } = await area.get(KEY);
  return Settings.parse(typeof stored === 'object' && stored !== null ? stored : {});
}

export async function changeSettings(area: Area, change: (settings: Settings) => Settings): Promise<void> {
  await area.set({ [KEY]: change(await readSettings(area)) });
}

/** Settings with a site paused or resumed. */
export function withPaused(settings: Settings, host: string, paused: boolean): Settings {
  const others = settings.pausedSites.filter((site) => site !== host);
  return { ...settings, pausedSites: paused ? [...others, host].sort() : others };
}
