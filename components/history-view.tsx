/** What the campaign asked, who it was, and what came of it. Everything is dated and sourced; nothing invites. */
import { type Action, type Campaign, countWords, datesOf, inLanguage } from '../rules/core/index.ts';
import './history-view.css';
import { PageFrame } from './page-frame.tsx';
import { useWords } from './words.tsx';

/** The campaign as the package carries it. */
export interface CampaignHistory extends Pick<Campaign, 'notice' | 'chapters' | 'reviewed'> {
  readonly initiative: Pick<Action, 'title' | 'closes' | 'count' | 'goal'>;
}

type Chapter = CampaignHistory['chapters'][number];
type Point = Chapter['points'][number];

export function HistoryView({ history }: { readonly history: CampaignHistory }) {
  const words = useWords();
  const { initiative, chapters, reviewed } = history;
  const notice = inLanguage(history.notice, words.language);
  const title = inLanguage(initiative.title, words.language);
  return (
    <PageFrame current="history" title={words.t('history_title')}>
      <div class="history-page">
        <div class="initiative">
          <p lang={title.language}>{title.value}</p>
          <p>{datesOf({ action: initiative, status: 'closed' }, words)}</p>
          <p lang={notice.language}>{notice.value}</p>
        </div>
        {chapters.map((chapter) => (
          <ChapterText key={chapter.id} chapter={chapter} />
        ))}
        <p class="reviewed">
          {words.t('label_reviewed')}: {words.date(reviewed)}
        </p>
      </div>
    </PageFrame>
  );
}

function ChapterText({ chapter: { id, title, points } }: { readonly chapter: Chapter }) {
  const words = useWords();
  const heading = inLanguage(title, words.language);
  return (
    <section id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} lang={heading.language}>
        {heading.value}
      </h2>
      <ul>
        {points.map((point) => (
          <PointText key={point.text.en} point={point} />
        ))}
      </ul>
    </section>
  );
}

function PointText({ point: { date, count, text, names = [], sources } }: { readonly point: Point }) {
  const words = useWords();
  const { value, language } = inLanguage(text, words.language);
  return (
    <li>
      {date !== undefined && (
        <time dateTime={date}>{date.length === 7 ? words.month(`${date}-01`) : words.date(date)}</time>
      )}
      {count !== undefined && <strong class="count">{countWords(count, words)}</strong>}
      <p lang={language}>{value}</p>
      {names.length > 0 && (
        <ul class="names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <p class="sources">
        {words.t('history_source')}{' '}
        {sources.map((ref) => (
          <a key={ref} href={ref} target="_blank" rel="noopener noreferrer">
            {new URL(ref).host.replace('www.', '')}
          </a>
        ))}
      </p>
    </li>
  );
}
