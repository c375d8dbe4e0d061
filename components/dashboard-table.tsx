/** Every line of the ledger that passes the filters, however many: only those on screen exist. */
import { useRef } from 'preact/hooks';
import type { Lines, Row } from '../utils/ledger-view.ts';
import './dashboard-table.css';
import { StageMark } from './stage-mark.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';
import { useWidth } from './use-width.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly rows: readonly Row[];
  readonly lines: Lines;
}

/** Below this width (CSS pixels) a row takes three lines instead of one; both heights are those of the style sheet. */
const NARROW = 760;
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 96;

const COLUMNS = [
  ['day', 'ledger_unit_day'],
  ['vendor', 'ledger_by_vendor'],
  ['site', 'ledger_by_site'],
  ['stage', 'ledger_furthest'],
  ['reads', 'label_reads'],
  ['visits', 'ledger_visits'],
] as const;

export function DashboardTable({ rows, lines }: Props) {
  const words = useWords();
  const scroller = useRef<HTMLElement>(null);
  const isNarrow = useWidth(scroller, 800) < NARROW;
  const shown = useVirtualRows(scroller, rows.length, isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
  return (
    <section class="chart-card">
      <h2 id="lines-heading">{words.t('ledger_lines')}</h2>
      <p class="soft">{words.n('ledger_line_count', rows.length)}</p>
      <section
        class={isNarrow ? 'lines narrow' : 'lines'}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-labelledby="lines-heading"
      >
        <table aria-labelledby="lines-heading" aria-rowcount={rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {COLUMNS.map(([name, key]) => (
                <th key={name} scope="col" class={name}>
                  {words.t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={shown.before} />
            {shown.indexes.map((index) => {
              const row = rows[index];
              return row === undefined ? null : (
                <Line key={index} row={row} index={index} lines={lines} isNarrow={isNarrow} />
              );
            })}
            <Gap height={shown.after} />
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  return (
    <tr class="gap" hidden={height === 0}>
      <td colSpan={COLUMNS.length} style={{ height: `${height}px` }} />
    </tr>
  );
}

interface LineProps {
  readonly row: Row;
  readonly index: number;
  readonly lines: Lines;
  readonly isNarrow: boolean;
}

function Line({ row: { day, vendor, site, stage, visits }, index, lines, isNarrow }: LineProps) {
  const words = useWords();
  const name = lines[vendor]?.name ?? vendor;
  const reads = words.list((lines[vendor]?.modalities ?? []).map((modality) => words.t(`modality_${modality}`)));
  return (
    <tr aria-rowindex={index + 2} data-vendor={vendor} data-site={site} data-stage={stage}>
      <td class="day">{words.mediumDate(day)}</td>
      <td class="vendor" title={name}>
        {name}
      </td>
      <td class="site" title={site}>
        {site}
      </td>
      <td class="stage">
        <StageMark stage={stage} />
      </td>
      <td class="reads" title={reads}>
        {reads}
      </td>
      <td class="visits">{isNarrow ? words.n('ledger_pages', visits) : words.number(visits)}</td>
    </tr>
  );
}
