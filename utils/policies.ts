/** What an organisation (a school, a company) has set for its people: `storage.managed`, described in public/managed-schema.json. */
import type { Settings } from './settings.ts';
import { type SettingPath, sift } from './sift.ts';

export interface Policies {
  readonly values: Settings;
  /** The settings that the organisation decides; all others belong to the person. */
  readonly decided: ReadonlySet<SettingPath>;
}

/** What no organisation decides: where people want no notice, and whether they were asked. */
const PERSONAL: readonly SettingPath[] = ['notice.silencedSites', 'ledger.asked'];

/** Reads managed data; a value that cannot be used decides nothing. */
export function toPolicies(data: unknown): Policies {
  const { settings, accepted } = sift(data);
  return { values: settings, decided: new Set(accepted.filter((path) => !PERSONAL.includes(path))) };
}

/** Whether the organisation blocks anything: then exceptions are its own alone. */
export function decidesBlocks({ decided }: Policies): boolean {
  return decided.has('blocked') || decided.has('blockSilent');
}

/**
 * The settings that hold: the organisation's where it decides. Its paused sites and blocked vendors are added to the
 * person's own.
 */
export function withPolicies(own: Settings, policies: Policies): Settings {
  const { values, decided } = policies;
  const both = (mine: readonly string[], managed: readonly string[]) => [...new Set([...mine, ...managed])].sort();
  const pick = <T>(path: SettingPath, managed: T, chosen: T): T => (decided.has(path) ? managed : chosen);
  return {
    badge: pick('badge', values.badge, own.badge),
    notice: { ...own.notice, mode: pick('notice.mode', values.notice.mode, own.notice.mode) },
    ledger: {
      on: pick('ledger.on', values.ledger.on, own.ledger.on),
      asked: own.ledger.asked || decided.has('ledger.on'),
      keepDays: pick('ledger.keepDays', values.ledger.keepDays, own.ledger.keepDays),
    },
    pausedSites: both(own.pausedSites, values.pausedSites),
    blocked: both(own.blocked, values.blocked),
    allowed: both(decidesBlocks(policies) ? [] : own.allowed, values.allowed),
    blockSilent: pick('blockSilent', values.blockSilent, own.blockSilent),
    updates: pick('updates', values.updates, own.updates),
    uncloak: pick('uncloak', values.uncloak, own.uncloak),
    language: pick('language', values.language, own.language),
    country: pick('country', values.country, own.country),
  };
}
