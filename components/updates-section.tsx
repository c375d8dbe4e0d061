/** Where newer lists come from, which one is in use, and the ways forward and back. */

import { dayOf } from '../utils/ledger.ts';
import type { UpdatesAct, UpdatesAnswer } from '../utils/protocol.ts';
import type { Outcome } from '../utils/update-parts.ts';
import { UPDATE_PROBLEMS } from '../utils/update-problem.ts';
import { FileButton } from './file-button.tsx';
import { Section } from './section.tsx';
import { SwitchField } from './switch-field.tsx';
import './updates-section.css';
import { useWords } from './words.tsx';

export interface UpdatesProps {
  /** Host of the server; '' in a build that has none. */
  readonly host: string;
  readonly isOn: boolean;
  readonly isManaged: boolean;
  /** Null until the background has answered. */
  readonly state: UpdatesAnswer | null;
  /** What is being done. */
  readonly doing: UpdatesAct | null;
  /** What the last step came to, when it was no check. */
  readonly said: UpdatesSaid | null;
  readonly onTurn: (isOn: boolean) => void;
  readonly onAct: (act: Exclude<UpdatesAct, 'show' | 'import'>) => void;
  readonly onImport: (file: File) => void;
}

/** `failed`: in the words of the browser. */
export type UpdatesSaid = { readonly outcome: Outcome | 'swapped' } | { readonly failed: string };

export function UpdatesSection(props: UpdatesProps) {
  const words = useWords();
  const { host, isOn, isManaged, state, onTurn } = props;
  if (host === '') {
    return (
      <Section id="updates" title={words.t('updates_title')}>
        <p class="updates">{words.t('updates_hidden')}</p>
      </Section>
    );
  }
  return (
    <Section id="updates" title={words.t('updates_title')} note={words.t('updates_note', { host })}>
      <SwitchField id="update" name={words.t('updates_on')} isManaged={isManaged} isOn={isOn} onChange={onTurn} />
      <div class="updates field-below">
        {state !== null && <Facts {...props} state={state} />}
        {state !== null && <Steps {...props} state={state} />}
      </div>
    </Section>
  );
}

type Known = UpdatesProps & { readonly state: UpdatesAnswer };

/** A live region: what changes here is read out. */
function Facts({ state, doing, said }: Known) {
  const words = useWords();
  const { serial, date, commit, checkedAt, checked, isDamaged } = state;
  const day = words.date(date);
  return (
    <div role="status" data-serial={serial} data-checked={checkedAt === 0 ? 'never' : checked}>
      <p>
        <strong>
          {serial === 0 ? words.t('updates_packaged', { date: day }) : words.t('updates_active', { serial, date: day })}
        </strong>
        {commit !== null && <> {words.t('updates_commit', { commit: commit.slice(0, 10) })}</>}
      </p>
      {isDamaged && <p>{words.t('updates_damaged')}</p>}
      {doing === 'check' ? (
        <p>{words.t('updates_checking')}</p>
      ) : checkedAt === 0 ? (
        <p>{words.t('updates_never')}</p>
      ) : (
        <p>
          {words.t('updates_checked', { date: words.date(dayOf(checkedAt)), time: words.time(checkedAt) })}{' '}
          <Said outcome={checked} />
        </p>
      )}
      {said !== null && (
        <p data-said={'failed' in said ? 'failed' : said.outcome}>
          {'failed' in said ? words.t('options_failed', { error: said.failed }) : <Said outcome={said.outcome} />}
        </p>
      )}
    </div>
  );
}

/** What a step came to; after a refusal, that nothing has changed. */
function Said({ outcome }: { readonly outcome: Outcome | 'swapped' }) {
  const words = useWords();
  if (outcome === 'swapped') return <>{words.t('updates_swapped')}</>;
  const isRefused = UPDATE_PROBLEMS.some((problem) => problem === outcome);
  return (
    <>
      {words.t(`updates_out_${outcome}`)} {isRefused && words.t('updates_kept')}
    </>
  );
}

function Steps({ state, isOn, doing, onAct, onImport }: Known) {
  const words = useWords();
  return (
    <div class="buttons">
      {isOn && (
        <button type="button" class="quiet" data-do="check" disabled={doing !== null} onClick={() => onAct('check')}>
          {words.t('updates_check')}
        </button>
      )}
      {state.hasPrevious && (
        <button type="button" class="quiet" data-do="back" onClick={() => onAct('back')}>
          {words.t('updates_back')}
        </button>
      )}
      {state.hasNewer && (
        <button type="button" class="quiet" data-do="newest" onClick={() => onAct('newest')}>
          {words.t('updates_newest')}
        </button>
      )}
      <FileButton text={words.t('updates_import')} does="import-list" accept=".txt,text/plain" onFile={onImport} />
    </div>
  );
}
