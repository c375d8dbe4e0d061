/** Settings that come from outside (a file, an organisation): what of them is understood, and what is not. */
import { isGroup, type Settings, toSettings } from './settings.ts';

/** Every single setting, by its place. */
export const SETTING_PATHS = [
  'badge',
  'notice.mode',
  'notice.silencedSites',
  'ledger.on',
  'ledger.asked',
  'ledger.keepDays',
  'pausedSites',
  'blocked',
  'allowed',
  'blockSilent',
  'uncloak',
  'updates',
  'language',
  'country',
] as const;
export type SettingPath = (typeof SETTING_PATHS)[number];

export interface Sifted {
  /** Understood values; defaults where nothing usable was given. */
  readonly settings: Settings;
  readonly accepted: readonly SettingPath[];
  /** Settings that were given with a value that cannot be used. */
  readonly refused: readonly SettingPath[];
}

/** A value counts as understood when it comes out of the settings' shape as it went in. Unknown keys are passed over. */
export function sift(data: unknown): Sifted {
  const settings = toSettings(data);
  const given = SETTING_PATHS.filter((path) => valueAt(data, path) !== undefined);
  const isUnderstood = (path: SettingPath) =>
    JSON.stringify(valueAt(data, path)) === JSON.stringify(valueAt(settings, path));
  return {
    settings,
    accepted: given.filter(isUnderstood),
    refused: given.filter((path) => !isUnderstood(path)),
  };
}

/** The value at a place. Where a group of settings is no group, that damaged value stands at each of its places. */
function valueAt(data: unknown, path: SettingPath): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isGroup(value) ? value[key] : value), data);
}
