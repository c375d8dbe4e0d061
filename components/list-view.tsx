/** The list, open to all: every dossier, found by words or filters. */
import { useMemo } from 'preact/hooks';
import type { Dossier } from '../rules/core/index.ts';
import { countriesOf, type ListFilter, NO_FILTER, search, toSearchable } from '../utils/list-search.ts';
import { DossierEntry } from './dossier-entry.tsx';
import { ListFilters } from './list-filters.tsx';
import './list-view.css';
import { PageFrame } from './page-frame.tsx';
import { useWords } from './words.tsx';

interface Props {
  /** By id; null until loaded. */
  readonly dossiers: Readonly<Record<string, Dossier>> | null;
  /** ISO date of the list. */
  readonly listDate: string;
  /** ISO date of today: entries to be reviewed before it are overdue. */
  readonly today: string;
  readonly filter: ListFilter;
  /** The entry that the page's address names; '' for none. */
  readonly target: string;
  readonly correctionOf: (dossier: Dossier) => string | null;
  readonly onFilter: (filter: ListFilter) => void;
}

export function ListView(props: Props) {
  const words = useWords();
  const { dossiers, listDate } = props;
  return (
    <PageFrame current="list" title={words.t('list_title')} lead={words.t('list_lead')}>
      {dossiers === null ? <p role="status">{words.t('list_loading')}</p> : <Entries {...props} dossiers={dossiers} />}
      <footer class="list-notes">
        <p>{words.t('list_date', { date: words.date(listDate) })}</p>
        {words.language !== 'en' && <p>{words.t('list_english')}</p>}
        <p>{words.t('list_licence')}</p>
      </footer>
    </PageFrame>
  );
}

function Entries({
  dossiers,
  today,
  filter,
  target,
  correctionOf,
  onFilter,
}: Props & { readonly dossiers: Readonly<Record<string, Dossier>> }) {
  const words = useWords();
  const all = useMemo(() => Object.values(dossiers), [dossiers]);
  const searchable = useMemo(() => toSearchable(all, words), [all, words]);
  const countries = useMemo(() => countriesOf(all, words), [all, words]);
  const found = search(searchable, filter);
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const clear = () => {
    onFilter(NO_FILTER);
    document.getElementById('filter-words')?.focus(); // the button that had it is about to go
  };
  return (
    <div class="list">
      <ListFilters filter={filter} countries={countries} onFilter={onFilter} />
      {target !== '' && dossiers[target] === undefined && <p>{words.t('list_unknown', { id: target })}</p>}
      <div class="count">
        <p role="status">
          {found.length === all.length
            ? words.n('list_count', all.length)
            : words.n('list_count_of', found.length, { total: all.length })}
        </p>
        {isFiltered && (
          <button type="button" class="quiet" onClick={clear}>
            {words.t('list_clear')}
          </button>
        )}
      </div>
      <ul>
        {found.map((dossier) => (
          <DossierEntry
            key={dossier.id}
            dossier={dossier}
            builtOn={(dossier.buildsOn ?? []).map((id) => dossiers[id]?.name ?? id)}
            correction={correctionOf(dossier)}
            isTarget={dossier.id === target}
            isOverdue={dossier.reviewBy < today}
          />
        ))}
      </ul>
      {found.length === 0 && <p>{words.t('list_none')}</p>}
    </div>
  );
}
