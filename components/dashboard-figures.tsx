/** How far it went, in one sentence, and three figures: vendors, sites, days. */
import type { Stage } from '../rules/core/index.ts';
import type { MessageKey, PluralKey } from '../utils/i18n.ts';
import type { Tally } from '../utils/ledger-view.ts';
import './dashboard-figures.css';
import { useWords } from './words.tsx';

const FAR: Record<Stage, MessageKey> = {
  listed: 'ledger_far_listed',
  loaded: 'ledger_far_loaded',
  started: 'ledger_far_started',
  'capture-ready': 'ledger_far_ready',
  capturing: 'ledger_far_capturing',
};

export function DashboardFigures({ all }: { readonly all: Tally }) {
  const words = useWords();
  return (
    <section class="figures" data-furthest={all.stage}>
      <p class="lead">{words.t(FAR[all.stage])}</p>
      <ul>
        <Figure value={all.vendors} unit="ledger_vendors" />
        <Figure value={all.sites} unit="ledger_sites" />
        <Figure value={all.days} unit="ledger_days" />
      </ul>
    </section>
  );
}

function Figure({ value, unit }: { readonly value: number; readonly unit: PluralKey }) {
  const words = useWords();
  return (
    <li data-figure={unit}>
      <strong>{words.number(value)}</strong> <span>{words.n(unit, value)}</span>
    </li>
  );
}
