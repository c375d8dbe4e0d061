/** The one call to action: dated, true, and never an invitation to something closed. */
import { type Action, inLanguage, type Offer, type OfferedAction } from '../rules/core/index.ts';
import type { MessageKey, Translator } from '../utils/i18n.ts';
import './action-block.css';
import { useWords } from './words.tsx';

export function ActionBlock({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  if (offer.lead === null && offer.history === null) return null;
  return (
    <section class="actions" aria-labelledby="actions-heading">
      <h2 id="actions-heading">{words.t('action_heading')}</h2>
      {offer.lead !== null && <Lead offered={offer.lead} />}
      {offer.others.length > 0 && (
        <details>
          <summary>{words.t('action_more')}</summary>
          <ul>
            {offer.others.map((offered) => (
              <li key={offered.action.id}>
                <Lead offered={offered} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {offer.history !== null && <History offered={offer.history} />}
    </section>
  );
}

function Lead({ offered: { action, status } }: { readonly offered: OfferedAction }) {
  const words = useWords();
  const link = action.link === undefined ? null : inLanguage(action.link, words.language);
  return (
    <article class="action" data-action={action.id} data-action-status={status}>
      <Title action={action} />
      <Description action={action} />
      {status === 'open' && <p class="dates">{openSentence(action, words)}</p>}
      {link !== null && (
        <a class="button" href={link.value} hreflang={link.language} target="_blank" rel="noopener noreferrer">
          {words.t(status === 'open' && isSigned(action) ? 'action_sign' : goKey(action))}
        </a>
      )}
    </article>
  );
}

function History({ offered: { action, status } }: { readonly offered: OfferedAction }) {
  const words = useWords();
  const result = action.result === undefined ? null : inLanguage(action.result, words.language);
  return (
    <article class="history" data-action={action.id} data-action-status={status}>
      <h3 class="heading">{words.t('action_history')}</h3>
      <Title action={action} />
      <p class="dates">{closedSentence(action, words)}</p>
      <Description action={action} />
      {result !== null && (
        <a href={result.value} hreflang={result.language} target="_blank" rel="noopener noreferrer">
          {words.t('action_result')}
        </a>
      )}
    </article>
  );
}

function Title({ action }: { readonly action: Action }) {
  const words = useWords();
  const { value, language } = inLanguage(action.title, words.language);
  return (
    <p class="title" lang={language}>
      {value}
    </p>
  );
}

function Description({ action }: { readonly action: Action }) {
  const words = useWords();
  const { value, language } = inLanguage(action.description, words.language);
  return <p lang={language}>{value}</p>;
}

function isSigned({ kind }: Action): boolean {
  return kind === 'eci' || kind === 'petition';
}

function goKey({ kind }: Action): MessageKey {
  return `action_go_${kind}`;
}

/** `almost 80,000` */
function countWords({ count }: Action, words: Translator): string | null {
  return count === null ? null : words.t(`action_count_${count.precision}`, { count: count.value });
}

function openSentence(action: Action, words: Translator): string {
  const until = words.t('action_open', { date: words.date(action.closes as string) });
  const count = countWords(action, words);
  if (count === null || action.count === null || action.goal === null) return until;
  const progress = words.t('action_goal', { count, date: words.date(action.count.date), goal: action.goal });
  return `${until} ${progress}`;
}

function closedSentence(action: Action, words: Translator): string {
  const date = words.date(action.closes as string);
  const count = countWords(action, words);
  return count === null ? words.t('action_closed', { date }) : words.t('action_closed_count', { date, count });
}
