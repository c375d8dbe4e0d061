/** Who, where, what for: the longest bars, and the whole as a table. */
import { useMemo } from 'preact/hooks';
import { STAGES } from '../rules/core/index.ts';
import type { MessageKey, Translator } from '../utils/i18n.ts';
import { breakdown, type Dimension, type Lines, type Row, type Tally } from '../utils/ledger-view.ts';
import { ChartCard } from './chart-card.tsx';
import './dashboard-breakdown.css';
import { dimensionName } from './dimension-name.ts';
import { StageMark } from './stage-mark.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly rows: readonly Row[];
  readonly lines: Lines;
  readonly by: Dimension;
  readonly onGroup: (by: Dimension) => void;
  /** The person wants to see only this vendor, site or modality. */
  readonly onOnly: (by: Exclude<Dimension, 'purpose'>, key: string) => void;
}

const MOST_BARS = 8;
const MOST_LINES = 100;

const BY: Record<Dimension, MessageKey> = {
  vendor: 'ledger_by_vendor',
  site: 'ledger_by_site',
  modality: 'ledger_by_modality',
  purpose: 'ledger_by_purpose',
};

export function DashboardBreakdown({ rows, lines, by, onGroup, onOnly }: Props) {
  const words = useWords();
  const tallies = useMemo(() => breakdown(rows, by, lines), [rows, by, lines]);
  const nameOf = (key: string) => dimensionName(by, key, lines, words);
  const hidden = Math.min(tallies.length, MOST_LINES) - MOST_BARS; // the table ends there, and says so
  return (
    <ChartCard
      id="breakdown"
      heading="ledger_breakdown"
      columns={columnsFor(by, words)}
      lines={() => tallies.slice(0, MOST_LINES).map((each) => cellsOf(each, by, nameOf(each.key), words))}
      remark={tallies.length > MOST_LINES ? words.t('ledger_cut', { count: MOST_LINES }) : undefined}
    >
      <fieldset class="group-by">
        <legend>{words.t('ledger_by')}</legend>
        {(Object.keys(BY) as Dimension[]).map((each) => (
          <label key={each}>
            <input type="radio" name="by" value={each} checked={each === by} onChange={() => onGroup(each)} />
            <span>{words.t(BY[each])}</span>
          </label>
        ))}
      </fieldset>
      <ol class="bars">
        {tallies.slice(0, MOST_BARS).map((each) => (
          <li key={each.key} data-key={each.key}>
            {by === 'purpose' ? (
              <span class="name">{nameOf(each.key)}</span>
            ) : (
              <button
                type="button"
                class="name link"
                aria-label={words.t('ledger_only', { name: nameOf(each.key) })}
                onClick={() => onOnly(by, each.key)}
              >
                {nameOf(each.key)}
              </button>
            )}
            <Bar tally={each} longest={tallies[0]?.encounters ?? 1} />
            <span class="number">{words.number(each.encounters)}</span>
          </li>
        ))}
      </ol>
      {hidden > 0 && <p class="soft">{words.n('ledger_more', hidden)}</p>}
    </ChartCard>
  );
}

/** As long as its share of the longest one, parted by how far it went. The table says the same in words. */
function Bar({ tally, longest }: { readonly tally: Tally; readonly longest: number }) {
  let from = 0;
  return (
    <svg class="bar" viewBox={`0 0 ${longest} 10`} preserveAspectRatio="none" aria-hidden="true">
      {STAGES.filter((stage) => tally.stages[stage] > 0).map((stage) => {
        const x = from;
        from += tally.stages[stage];
        return <rect key={stage} x={x} width={tally.stages[stage]} height="10" class={`fill-${stage}`} />;
      })}
    </svg>
  );
}

function columnsFor(by: Dimension, words: Translator) {
  const text = (key: MessageKey) => ({ name: words.t(key), isNumber: false });
  const number = (key: MessageKey) => ({ name: words.t(key), isNumber: true });
  return [
    text(BY[by]),
    text('ledger_furthest'),
    number('ledger_encounters'),
    number('ledger_visits'),
    ...(by === 'site' ? [] : [number('ledger_column_sites')]),
    number('ledger_column_days'),
    text('ledger_first'),
    text('ledger_last_seen'),
  ];
}

function cellsOf(
  { stage, encounters, visits, sites, days, first, last }: Tally,
  by: Dimension,
  name: string,
  words: Translator,
) {
  return [
    name,
    <StageMark key="stage" stage={stage} />,
    words.number(encounters),
    words.number(visits),
    ...(by === 'site' ? [] : [words.number(sites)]),
    words.number(days),
    words.mediumDate(first),
    words.mediumDate(last),
  ];
}
