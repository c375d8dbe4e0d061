/** What is kept: on or off, for how long, out as a file, in from a file, and gone. */
import type { MessageKey } from '../utils/i18n.ts';
import { KEEP_DAYS, type KeepDays } from '../utils/ledger.ts';
import './dashboard-keeping.css';
import { FileButton } from './file-button.tsx';
import { useWords } from './words.tsx';

export interface KeepingProps {
  readonly on: boolean;
  readonly keepDays: KeepDays;
  /** How many days hold anything. */
  readonly days: number;
  readonly onTurn: (on: boolean) => void;
  readonly onKeepDays: (days: KeepDays) => void;
  readonly onExport: (form: 'json' | 'csv') => void;
  readonly onImport: (file: File) => void;
  readonly onWipe: () => void;
}

const KEEP: Record<KeepDays, MessageKey> = {
  30: 'ledger_keep_30',
  90: 'ledger_keep_90',
  365: 'ledger_keep_365',
  0: 'ledger_keep_0',
};

export function DashboardKeeping(props: KeepingProps) {
  const words = useWords();
  const { on, keepDays, days, onTurn, onKeepDays, onExport, onImport, onWipe } = props;
  const isEmpty = days === 0;
  return (
    <section class="keeping" aria-labelledby="keeping-heading">
      <h2 id="keeping-heading">{words.t('ledger_keep')}</h2>
      {!isEmpty && <p>{words.n('ledger_keep_days', days)}</p>}
      <label>
        <span>{words.t('ledger_keep_for')}</span>
        <select
          name="keep"
          value={String(keepDays)}
          onChange={({ currentTarget }) => onKeepDays(Number(currentTarget.value) as KeepDays)}
        >
          {KEEP_DAYS.map((each) => (
            <option key={each} value={String(each)}>
              {words.t(KEEP[each])}
            </option>
          ))}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="quiet" data-do="json" disabled={isEmpty} onClick={() => onExport('json')}>
          {words.t('ledger_export_json')}
        </button>
        <button type="button" class="quiet" data-do="csv" disabled={isEmpty} onClick={() => onExport('csv')}>
          {words.t('ledger_export_csv')}
        </button>
        <FileButton text={words.t('ledger_import')} does="import" accept="application/json,.json" onFile={onImport} />
      </div>
      <div class="buttons">
        <button type="button" class="quiet" data-do="turn" onClick={() => onTurn(!on)}>
          {words.t(on ? 'ledger_turn_off' : 'ledger_turn_on')}
        </button>
        <button type="button" class="quiet" data-do="wipe" disabled={isEmpty} onClick={onWipe}>
          {words.t('ledger_wipe')}
        </button>
      </div>
    </section>
  );
}
