/** Ways to narrow the list: free words, and one of each vocabulary. */
import { MODALITIES, PRACTICES, PURPOSES } from '../rules/core/index.ts';
import type { ListFilter } from '../utils/list-search.ts';
import { modalityName, practiceName, purposeName } from '../utils/names.ts';
import './list-filters.css';
import { useWords } from './words.tsx';

interface Props {
  readonly filter: ListFilter;
  /** Codes of the countries that occur, in the order to show them. */
  readonly countries: readonly string[];
  readonly onFilter: (filter: ListFilter) => void;
}

interface Choice {
  readonly value: string;
  readonly name: string;
}

export function ListFilters({ filter, countries, onFilter }: Props) {
  const words = useWords();
  const select = (field: Exclude<keyof ListFilter, 'words'>, label: string, choices: readonly Choice[]) => (
    <p>
      <label for={`filter-${field}`}>{label}</label>
      <select
        id={`filter-${field}`}
        value={filter[field]}
        onChange={(event) => onFilter({ ...filter, [field]: event.currentTarget.value })}
      >
        <option value="">{words.t('list_any')}</option>
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
  return (
    <search class="filters">
      <p class="words">
        <label for="filter-words">{words.t('list_search')}</label>
        <input
          id="filter-words"
          type="search"
          autoComplete="off"
          spellcheck={false}
          value={filter.words}
          onInput={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
        />
      </p>
      {select(
        'modality',
        words.t('label_reads'),
        MODALITIES.map((value) => ({ value, name: modalityName(value, words) })),
      )}
      {select(
        'purpose',
        words.t('label_purpose'),
        PURPOSES.map((value) => ({ value, name: purposeName(value, words) })),
      )}
      {select(
        'practice',
        words.t('label_practice'),
        PRACTICES.map((value) => ({ value, name: practiceName(value, words) })),
      )}
      {select(
        'country',
        words.t('label_country'),
        countries.map((value) => ({ value, name: words.country(value) })),
      )}
    </search>
  );
}
