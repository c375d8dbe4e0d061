/** What to look at: time, vendor, what it reads, site. */
import type { Modality } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import { KEEP_DAYS, type KeepDays } from '../utils/ledger.ts';
import { type Filter, NO_FILTER } from '../utils/ledger-filter.ts';
import './dashboard-filters.css';
import { useWords } from './words.tsx';

export interface Choice {
  readonly value: string;
  readonly name: string;
}

interface Props {
  readonly filter: Filter;
  /** Vendors met in this time, and what they can read. */
  readonly vendors: readonly Choice[];
  readonly modalities: readonly Choice[];
  readonly onFilter: (filter: Filter) => void;
}

const LAST: Record<KeepDays, MessageKey> = {
  30: 'ledger_last_30',
  90: 'ledger_last_90',
  365: 'ledger_last_365',
  0: 'ledger_last_0',
};

export function DashboardFilters({ filter, vendors, modalities, onFilter }: Props) {
  const words = useWords();
  const times = KEEP_DAYS.map((days) => ({ value: String(days), name: words.t(LAST[days]) }));
  const isPlain = Object.entries(NO_FILTER).every(([name, value]) => filter[name as keyof Filter] === value);
  return (
    <search class="filters" aria-label={words.t('ledger_filters')}>
      <Select
        name="days"
        label="ledger_filter_time"
        value={String(filter.days)}
        choices={times}
        onChoose={(days) => onFilter({ ...filter, days: Number(days) as KeepDays })}
      />
      <Select
        name="vendor"
        label="ledger_filter_vendor"
        value={filter.vendor}
        choices={[{ value: '', name: words.t('ledger_all_vendors') }, ...vendors]}
        onChoose={(vendor) => onFilter({ ...filter, vendor })}
      />
      <Select
        name="modality"
        label="ledger_filter_modality"
        value={filter.modality}
        choices={[{ value: '', name: words.t('ledger_all_modalities') }, ...modalities]}
        onChoose={(modality) => onFilter({ ...filter, modality: modality as Modality | '' })}
      />
      <label>
        <span>{words.t('ledger_filter_site')}</span>
        <input
          type="search"
          name="site"
          value={filter.site}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => onFilter({ ...filter, site: currentTarget.value.trim() })}
        />
      </label>
      {!isPlain && (
        <button type="button" class="quiet" data-do="clear" onClick={() => onFilter(NO_FILTER)}>
          {words.t('ledger_clear')}
        </button>
      )}
    </search>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: MessageKey;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
}

function Select({ name, label, value, choices, onChoose }: SelectProps) {
  const words = useWords();
  // A filter from the address may name what is not among the choices: it is shown as it is.
  const all = choices.some((choice) => choice.value === value) ? choices : [...choices, { value, name: value }];
  return (
    <label>
      <span>{words.t(label)}</span>
      <select name={name} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {all.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  );
}
