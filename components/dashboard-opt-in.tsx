/** The one question: shall the ledger be kept? In plain words, with what it will never hold. */
import './dashboard-opt-in.css';
import { LedgerPicture } from './ledger-picture.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly onAnswer: (yes: boolean) => void;
}

const PROMISES = ['ledger_ask_device', 'ledger_ask_addresses', 'ledger_ask_private', 'ledger_ask_end'] as const;

export function DashboardOptIn({ onAnswer }: Props) {
  const words = useWords();
  return (
    <section class="opt-in" aria-labelledby="opt-in-heading" data-ledger="ask">
      <LedgerPicture filled={true} />
      <div>
        <h2 id="opt-in-heading">{words.t('ledger_ask_title')}</h2>
        <p>{words.t('ledger_ask_lead')}</p>
        <ul>
          {PROMISES.map((promise) => (
            <li key={promise}>{words.t(promise)}</li>
          ))}
        </ul>
        <div class="buttons">
          <button type="button" data-do="yes" onClick={() => onAnswer(true)}>
            {words.t('ledger_yes')}
          </button>
          <button type="button" class="quiet" data-do="no" onClick={() => onAnswer(false)}>
            {words.t('ledger_no')}
          </button>
        </div>
      </div>
    </section>
  );
}
