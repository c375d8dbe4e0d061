/** What is said of an action: the same sentence in the popup and in the maintainers' tool. */
import type { ActionStatus } from './campaign.ts';
import type { Action } from './schema.ts';

type Kind = Action['kind'];
type Precision = NonNullable<Action['count']>['precision'];
export type ActionMessage =
  | `action_${'open' | 'closed' | 'closed_count' | 'goal' | 'sign' | 'result'}`
  | `action_go_${Kind}`
  | `action_count_${Precision}`;

/** Whoever knows the messages of one language. */
export interface Speaker {
  t(key: ActionMessage, values?: Readonly<Record<string, string | number>>): string;
  /** A day, from an ISO date or instant. */
  date(iso: string): string;
}

/** What a sentence about its dates needs. */
type Dated = Pick<Action, 'closes' | 'count' | 'goal'>;

/** Until when it is open, or that it is closed; null when it is possible on any day. */
export function datesOf(
  { action, status }: { readonly action: Dated; readonly status: ActionStatus },
  words: Speaker,
): string | null {
  if (status === 'open') return openSentence(action, words);
  return status === 'closed' ? closedSentence(action, words) : null;
}

/** What the link to it says: "Sign" only for what is open and signed. */
export function verbOf(
  { action: { kind }, status }: { readonly action: Pick<Action, 'kind'>; readonly status: ActionStatus },
  words: Speaker,
): string {
  const isSigned = kind === 'eci' || kind === 'petition';
  return words.t(status === 'open' && isSigned ? 'action_sign' : `action_go_${kind}`);
}

/** `almost 80,000` */
export function countWords({ value, precision }: { value: number; precision: Precision }, words: Speaker): string {
  return words.t(`action_count_${precision}`, { count: value });
}

function openSentence({ closes, count, goal }: Dated, words: Speaker): string {
  const until = words.t('action_open', { date: words.date(closes as string) });
  if (count === null || goal === null) return until;
  const progress = { count: countWords(count, words), date: words.date(count.date), goal };
  return `${until} ${words.t('action_goal', progress)}`;
}

function closedSentence({ closes, count }: Dated, words: Speaker): string {
  const date = words.date(closes as string);
  if (count === null) return words.t('action_closed', { date });
  return words.t('action_closed_count', { date, count: countWords(count, words) });
}
