/** The dashboard: who could have read me, where, how far, since when; and what is kept of it. */
import { useMemo } from 'preact/hooks';
import { MODALITIES, type Modality } from '../rules/core/index.ts';
import { type Filter, NO_FILTER } from '../utils/ledger-filter.ts';
import type { LedgerProblem } from '../utils/ledger-problem.ts';
import { type Dimension, type Lines, overall, type Row, select } from '../utils/ledger-view.ts';
import { DashboardBreakdown } from './dashboard-breakdown.tsx';
import { DashboardFigures } from './dashboard-figures.tsx';
import { DashboardFilters } from './dashboard-filters.tsx';
import { DashboardKeeping, type KeepingProps } from './dashboard-keeping.tsx';
import { DashboardNotice, type Notice, PROBLEM } from './dashboard-notice.tsx';
import { DashboardOptIn } from './dashboard-opt-in.tsx';
import { DashboardTable } from './dashboard-table.tsx';
import { DashboardTimeline } from './dashboard-timeline.tsx';
import './dashboard-view.css';
import { dimensionName } from './dimension-name.ts';
import { LedgerPicture } from './ledger-picture.tsx';
import { PageFrame } from './page-frame.tsx';
import { useWords } from './words.tsx';

/** `failed`: the ledger could not be opened, and nothing of it was read before. */
export type DashboardContent =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: LedgerProblem }
  | {
      readonly kind: 'read';
      /** Newest first: everything in the chosen time. */
      readonly rows: readonly Row[];
      /** ISO dates between which the rows lie, both included. */
      readonly from: string;
      readonly to: string;
      /** ISO date of the first day that holds anything; null when none does. */
      readonly first: string | null;
      readonly days: number;
      readonly damaged: number;
    };

export interface DashboardProps extends Omit<KeepingProps, 'days'> {
  readonly asked: boolean;
  readonly content: DashboardContent;
  readonly lines: Lines;
  readonly filter: Filter;
  readonly by: Dimension;
  readonly notice: Notice | null;
  readonly onFilter: (filter: Filter) => void;
  /** Wants the shown lines as evidence. No link: its address would have to name the site. */
  readonly onEvidence: () => void;
  readonly onGroup: (by: Dimension) => void;
  readonly onUndo: () => void;
  readonly onPutBack: () => void;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

export function DashboardView(props: DashboardProps) {
  const words = useWords();
  const { asked, on, content, notice, onTurn, onUndo, onPutBack, onRetry, onDismiss } = props;
  const first = content.kind === 'read' ? content.first : null;
  return (
    <PageFrame
      current="dashboard"
      title={words.t('ledger_title')}
      lead={first === null ? words.t('ledger_subtitle') : words.t('ledger_since', { date: words.date(first) })}
    >
      <div class="dashboard" data-content={content.kind}>
        {!asked && <DashboardOptIn onAnswer={onTurn} />}
        {asked && !on && <OffRemark onTurn={onTurn} />}
        <Content {...props} />
        <DashboardNotice {...{ notice, onUndo, onPutBack, onRetry, onDismiss }} />
      </div>
    </PageFrame>
  );
}

function OffRemark({ onTurn }: Pick<DashboardProps, 'onTurn'>) {
  const words = useWords();
  return (
    <section class="off" data-ledger="off">
      <p>
        <strong>{words.t('ledger_off_title')}</strong> {words.t('ledger_off_note')}
      </p>
      <button type="button" data-do="yes" onClick={() => onTurn(true)}>
        {words.t('ledger_turn_on')}
      </button>
    </section>
  );
}

function Content(props: DashboardProps) {
  const words = useWords();
  const { content, asked, on, onRetry } = props;
  switch (content.kind) {
    case 'loading':
      return <p class="soft">{words.t('ledger_loading')}</p>;
    case 'failed':
      return (
        <section class="off" role="alert" data-problem={content.problem}>
          <p>{words.t(PROBLEM[content.problem])}</p>
          <button type="button" data-do="retry" onClick={onRetry}>
            {words.t('ledger_retry')}
          </button>
        </section>
      );
    case 'read':
      return (
        <>
          {content.damaged > 0 && <p class="remark">{words.n('ledger_damaged', content.damaged)}</p>}
          {content.days > 0 && <Charts {...props} content={content} />}
          {content.days === 0 && on && <Empty />}
          {(asked || content.days > 0) && <DashboardKeeping {...props} days={content.days} />}
          {content.days > 0 && <p class="soft">{words.t('cannot_see')}</p>}
        </>
      );
  }
}

function Empty() {
  const words = useWords();
  return (
    <section class="empty" data-ledger="empty">
      <LedgerPicture filled={false} />
      <h2>{words.t('ledger_empty_title')}</h2>
      <p>{words.t('ledger_empty_note')}</p>
    </section>
  );
}

type ReadContent = Extract<DashboardContent, { kind: 'read' }>;

function Charts(props: DashboardProps & { readonly content: ReadContent }) {
  const words = useWords();
  const { content, lines, filter, by, onFilter, onEvidence, onGroup } = props;
  const { rows, from, to } = content;
  const choices = useMemo(() => choicesIn(rows, lines, words), [rows, lines, words]);
  const shown = useMemo(() => select(rows, filter, lines), [rows, filter, lines]);
  const all = useMemo(() => overall(shown), [shown]);
  return (
    <>
      <DashboardFilters filter={filter} {...choices} onFilter={onFilter} />
      {all === undefined ? (
        <section class="empty" data-ledger="none">
          <h2>{words.t('ledger_none_title')}</h2>
          <button type="button" class="quiet" data-do="all" onClick={() => onFilter({ ...NO_FILTER, days: 0 })}>
            {words.t('ledger_show_all')}
          </button>
        </section>
      ) : (
        <>
          <DashboardFigures all={all} />
          <DashboardTimeline rows={shown} from={from} to={to} />
          <DashboardBreakdown
            rows={shown}
            lines={lines}
            by={by}
            onGroup={onGroup}
            onOnly={(dimension, key) => onFilter({ ...filter, [dimension]: key })}
          />
          <DashboardTable rows={shown} lines={lines} />
          <p>
            <button type="button" class="quiet" data-act="evidence" onClick={onEvidence}>
              {words.t('acts_evidence')}
            </button>
          </p>
        </>
      )}
    </>
  );
}

/** What can be chosen from: the vendors met in this time by name, and what they can read. */
function choicesIn(rows: readonly Row[], lines: Lines, words: ReturnType<typeof useWords>) {
  const toChoices = (by: Dimension, keys: readonly string[]) =>
    keys.map((value) => ({ value, name: dimensionName(by, value, lines, words) }));
  const vendors = [...new Set(rows.map(({ vendor }) => vendor))];
  const read = new Set<Modality>(vendors.flatMap((vendor) => lines[vendor]?.modalities ?? []));
  return {
    vendors: toChoices('vendor', vendors).sort((a, b) => a.name.localeCompare(b.name, words.language)),
    modalities: toChoices(
      'modality',
      MODALITIES.filter((modality) => read.has(modality)),
    ),
  };
}
