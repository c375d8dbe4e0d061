/** The one call to action: chosen by date, language and country from dated data. The clock closes it; no update is needed. */
import type { Action } from './schema.ts';

/** What is shown of an action. */
export type ShownAction = Omit<Action, '$schema' | 'sources' | 'reviewed' | 'reviewBy'>;

export type ActionStatus = 'open' | 'closed' | 'always' | 'upcoming';

export interface Circumstances {
  /** Milliseconds since the epoch; use `effectiveNow`. */
  readonly now: number;
  /** Two-letter language of the interface. */
  readonly language: string;
  /** ISO 3166-1 alpha-2, or null when the person has not said. */
  readonly country: string | null;
}

export interface OfferedAction {
  readonly action: ShownAction;
  readonly status: ActionStatus;
}

export interface Offer {
  /** What to lead with: open and signable, or something that is possible on any day. Null only with no data. */
  readonly lead: OfferedAction | null;
  /** Other things to do, best first. */
  readonly others: readonly OfferedAction[];
  /** The founding initiative, once closed: history, never an invitation. */
  readonly history: OfferedAction | null;
}

/**
 * The time to judge by: never earlier than when this build or its list was made,
 * so that a clock set back revives nothing. All in milliseconds since the epoch.
 */
export function effectiveNow(systemClock: number, ...notBefore: readonly number[]): number {
  return Math.max(systemClock, ...notBefore);
}

/** Open from `opens` up to, and not including, `closes`. */
export function statusOf(action: Pick<Action, 'opens' | 'closes'>, now: number): ActionStatus {
  if (action.opens === null || action.closes === null) return 'always';
  if (now < Date.parse(action.opens)) return 'upcoming';
  return now < Date.parse(action.closes) ? 'open' : 'closed';
}

/** Chooses what to show. An open initiative or petition comes first, the one that closes soonest leading. */
export function offer(actions: readonly ShownAction[], { now, language, country }: Circumstances): Offer {
  const judged = actions.map((action) => ({ action, status: statusOf(action, now) }));
  const possible = judged
    .filter(({ action, status }) => (status === 'open' || status === 'always') && action.link !== undefined)
    .filter(({ action }) => isFor(action, country))
    .sort((a, b) => order(a, b, language));
  const [lead = null, ...others] = possible;
  const history = judged.find(({ action, status }) => action.founding === true && status === 'closed') ?? null;
  return { lead, others, history };
}

/** Without a known country only what is open to everyone in the EU, or anywhere, is offered. */
function isFor(action: Pick<Action, 'countries'>, country: string | null): boolean {
  if (action.countries === 'any') return true;
  if (action.countries === 'EU') return country === null || EU.has(country);
  return country !== null && action.countries.includes(country);
}

const KIND_ORDER = ['eci', 'complaint', 'petition', 'letter', 'guide'] as const;

function order(a: OfferedAction, b: OfferedAction, language: string): number {
  return (
    Number(a.status !== 'open') - Number(b.status !== 'open') ||
    (a.status === 'open' ? Date.parse(a.action.closes as string) - Date.parse(b.action.closes as string) : 0) ||
    Number(a.action.countries === 'any') - Number(b.action.countries === 'any') ||
    KIND_ORDER.indexOf(a.action.kind) - KIND_ORDER.indexOf(b.action.kind) ||
    Number(!(language in (a.action.link ?? {}))) - Number(!(language in (b.action.link ?? {}))) ||
    (a.action.id < b.action.id ? -1 : 1)
  );
}

/** What exists in the asked language, else in English, else in its first language, with that language (for `lang=`). */
export function inLanguage<T>(texts: Readonly<Record<string, T>>, language: string): { value: T; language: string } {
  const best = [language, 'en', ...Object.keys(texts)].find((candidate) => candidate in texts);
  if (best === undefined) throw new RangeError('no language at all');
  return { value: texts[best] as T, language: best };
}

/** Member States of the European Union, ISO 3166-1 alpha-2, as of 2020-02-01 (https://european-union.europa.eu/principles-countries-history/eu-countries_en). */
export const EU: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
