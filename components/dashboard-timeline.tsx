/** How often, and how far, over time: stacked bars, one a day, week or month. */
import { nice, ticks } from 'd3-array';
import { stack } from 'd3-shape';
import { useMemo, useRef } from 'preact/hooks';
import { STAGES } from '../rules/core/index.ts';
import type { MessageKey, Translator } from '../utils/i18n.ts';
import { type Bucket, type Timeline, timeline, type Unit } from '../utils/ledger-timeline.ts';
import type { Row } from '../utils/ledger-view.ts';
import { ChartCard } from './chart-card.tsx';
import './dashboard-timeline.css';
import { STAGE_NAME, StageMark } from './stage-mark.tsx';
import { useWidth } from './use-width.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly rows: readonly Row[];
  /** ISO dates, both included. */
  readonly from: string;
  readonly to: string;
}

const HEIGHT = 220;
const MARGIN = { top: 12, right: 24, bottom: 28, left: 44 };
/** Share of a bar's place that stays empty. */
const GAP = 0.25;
/** CSS pixels that a label below the bars needs. */
const LABEL = 64;

const UNIT: Record<Unit, MessageKey> = { day: 'ledger_unit_day', week: 'ledger_unit_week', month: 'ledger_unit_month' };
const SPAN: Record<Unit, MessageKey> = {
  day: 'ledger_timeline_day',
  week: 'ledger_timeline_week',
  month: 'ledger_timeline_month',
};

export function DashboardTimeline({ rows, from, to }: Props) {
  const words = useWords();
  const shown = useMemo(() => timeline(rows, from, to), [rows, from, to]);
  const filled = shown.buckets.filter(({ total }) => total > 0);
  const met = STAGES.filter((stage) => filled.some(({ counts }) => counts[stage] > 0));
  const span = words.t(SPAN[shown.unit], { from: words.date(from), to: words.date(to) });
  return (
    <ChartCard
      id="timeline"
      heading="ledger_timeline"
      columns={[
        { name: words.t(UNIT[shown.unit]), isNumber: false },
        ...met.map((stage) => ({ name: words.t(STAGE_NAME[stage]), isNumber: true })),
        { name: words.t('ledger_total'), isNumber: true },
      ]}
      lines={() =>
        filled.map(({ start, counts, total }) => [
          shown.unit === 'month' ? words.month(start) : words.mediumDate(start),
          ...met.map((stage) => words.number(counts[stage])),
          words.number(total),
        ])
      }
    >
      <p class="soft">
        {span} {words.t('ledger_counted')}
      </p>
      <Bars shown={shown} description={span} />
      <ul class="legend">
        {met.map((stage) => (
          <li key={stage}>
            <StageMark stage={stage} />
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

function Bars({ shown, description }: { readonly shown: Timeline; readonly description: string }) {
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 640);
  const { buckets, unit } = shown;
  const step = (width - MARGIN.left - MARGIN.right) / buckets.length;
  const x = (at: number) => MARGIN.left + (at + GAP / 2) * step;
  const [, top] = nice(0, Math.max(1, ...buckets.map(({ total }) => total)), 4);
  const y = (count: number) => HEIGHT - MARGIN.bottom - (count / top) * (HEIGHT - MARGIN.bottom - MARGIN.top);
  const every = Math.ceil(LABEL / step);
  const layers = stack<Bucket>()
    .keys(STAGES)
    .value(({ counts }, stage) => counts[stage as keyof Bucket['counts']])(buckets);
  return (
    <div class="timeline" ref={frame}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        role="img"
        aria-labelledby="timeline-title"
        aria-describedby="timeline-desc"
      >
        <title id="timeline-title">{words.t('ledger_timeline')}</title>
        <desc id="timeline-desc">{description}</desc>
        {ticks(0, top, 4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick} class="tick">
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
              <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {words.number(tick)}
              </text>
            </g>
          ))}
        {layers.map((layer) => (
          <g key={layer.key} class={`fill-${layer.key}`}>
            {layer.map(({ 0: low, 1: high, data }, at) =>
              high === low ? null : (
                <rect key={data.start} x={x(at)} y={y(high)} width={step * (1 - GAP)} height={y(low) - y(high)}>
                  <title>{summary(data, unit, words)}</title>
                </rect>
              ),
            )}
          </g>
        ))}
        {buckets.map(({ start }, at) =>
          (buckets.length - 1 - at) % every === 0 ? (
            <text key={start} x={x(at) + (step * (1 - GAP)) / 2} y={HEIGHT - 8} text-anchor="middle">
              {label(start, unit, words)}
            </text>
          ) : null,
        )}
      </svg>
    </div>
  );
}

/** What the pointer finds on a bar: `3 November 2026: Code loaded 2, Code running 1`. */
function summary({ start, counts }: Bucket, unit: Unit, words: Translator): string {
  const parts = STAGES.filter((stage) => counts[stage] > 0).map(
    (stage) => `${words.t(STAGE_NAME[stage])} ${words.number(counts[stage])}`,
  );
  return `${unit === 'month' ? words.month(start) : words.date(start)}: ${words.list(parts)}`;
}

function label(start: string, unit: Unit, words: Translator): string {
  return unit === 'month' ? words.month(start) : words.shortDate(start);
}
