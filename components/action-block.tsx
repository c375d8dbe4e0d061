/** The one call to action: dated, true, and never an invitation to something closed. */
import { datesOf, inLanguage, type Offer, type OfferedAction, type ShownAction, verbOf } from '../rules/core/index.ts';
import { OWN_PAGES } from '../utils/own-pages.ts';
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

function Lead({ offered }: { readonly offered: OfferedAction }) {
  const words = useWords();
  const { action, status } = offered;
  const dates = datesOf(offered, words);
  const link = action.link === undefined ? null : inLanguage(action.link, words.language);
  return (
    <article class="action" data-action={action.id} data-action-status={status}>
      <Title action={action} />
      <Description action={action} />
      {dates && <p class="dates">{dates}</p>}
      {link && (
        <a class="button" href={link.value} hreflang={link.language} target="_blank" rel="noopener noreferrer">
          {verbOf(offered, words)}
        </a>
      )}
    </article>
  );
}

function History({ offered }: { readonly offered: OfferedAction }) {
  const words = useWords();
  const { action, status } = offered;
  const result = action.result === undefined ? null : inLanguage(action.result, words.language);
  return (
    <article class="history" data-action={action.id} data-action-status={status}>
      <p class="heading">{words.t('action_history')}</p>
      <Title action={action} />
      <p class="dates">{datesOf(offered, words)}</p>
      <Description action={action} />
      {result && (
        <a href={result.value} hreflang={result.language} target="_blank" rel="noopener noreferrer">
          {words.t('action_result')}
        </a>
      )}
      <a href={OWN_PAGES.history} target="_blank" rel="noopener noreferrer">
        {words.t('history_link')}
      </a>
    </article>
  );
}

function Title({ action }: { readonly action: ShownAction }) {
  const words = useWords();
  const { value, language } = inLanguage(action.title, words.language);
  return (
    <h3 class="title" lang={language}>
      {value}
    </h3>
  );
}

function Description({ action }: { readonly action: ShownAction }) {
  const words = useWords();
  const { value, language } = inLanguage(action.description, words.language);
  return <p lang={language}>{value}</p>;
}
