/** What will be wrong soon, or may be wrong unseen: for maintainers, who look before people meet it. */
import { isOverdue } from '../core/verdict.ts';
import type { List, Loaded } from './load.ts';
import type { Problem } from './problem.ts';

const DAY = 86_400_000;
/** Days. */
const CLOSES_SOON = 30;
const REVIEW_SOON = 30;
const SEEN_LONG_AGO = 180;

interface Watched {
  readonly reviewBy: string;
  readonly sources: readonly { readonly ref: string; readonly seen: string }[];
}

/** Warnings of a day, milliseconds since the epoch: actions about to close, reviews due, links last seen long ago. */
export function warningsOf({ actions, authorities, campaign }: List, at: number): Problem[] {
  return [
    ...actions.flatMap((entry) => {
      const { link = {}, result = {} } = entry.value;
      return [
        closing(entry, at),
        due(entry, at),
        ...old(entry, [...Object.values(link), ...Object.values(result)], at),
      ];
    }),
    ...authorities.flatMap((entry) => {
      const { website, complaint } = entry.value;
      return [due(entry, at), ...old(entry, complaint === undefined ? [website] : [website, complaint], at)];
    }),
    ...(campaign === null ? [] : [due(campaign, at)]),
  ].filter((warning) => warning !== null);
}

function closing({ file, value: { closes } }: List['actions'][number], at: number): Problem | null {
  if (closes === null) return null;
  const days = Math.floor((Date.parse(closes) - at) / DAY);
  if (days < 0 || days >= CLOSES_SOON) return null;
  const message = `closes in ${days} day(s), on ${closes.slice(0, 10)}`;
  return { file, field: 'closes', message, remedy: 'Prepare its result, and what to offer after it.' };
}

function due({ file, value }: Loaded<Watched>, at: number): Problem | null {
  const { reviewBy } = value;
  const days = Math.floor((Date.parse(reviewBy) - at) / DAY);
  if (days >= REVIEW_SOON) return null;
  const message = isOverdue(value, new Date(at).toISOString().slice(0, 10))
    ? `is overdue since ${reviewBy}`
    : `is due on ${reviewBy}`;
  return { file, field: 'reviewBy', message, remedy: 'Open its sources again and set reviewed and reviewBy.' };
}

/** A link was last seen when a source that is it was, else when the newest source was. */
function old({ file, value: { sources } }: Loaded<Watched>, links: readonly string[], at: number): Problem[] {
  return links.flatMap((link) => {
    const own = sources.filter(({ ref }) => ref === link);
    const seen = (own.length > 0 ? own : sources).map((source) => source.seen).sort();
    const last = seen.at(-1) as string;
    const days = Math.floor((at - Date.parse(last)) / DAY);
    if (days <= SEEN_LONG_AGO) return [];
    const message = `${link} was last seen ${days} days ago, on ${last}`;
    return [{ file, field: 'sources', message, remedy: 'Open it, and set seen or replace the link.' }];
  });
}
