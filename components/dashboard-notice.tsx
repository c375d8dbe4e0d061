/** What has just happened or went wrong, said at once, with the way back. */
import type { MessageKey, Translator } from '../utils/i18n.ts';
import type { FileProblem } from '../utils/ledger-file.ts';
import type { LedgerProblem } from '../utils/ledger-problem.ts';
import './dashboard-notice.css';
import { useWords } from './words.tsx';

/** `days` and `lines` are counts; `older`: lines that were past the retention. */
export type Notice =
  | { readonly kind: 'wiped' | 'shortened'; readonly days: number }
  | { readonly kind: 'restored' }
  | { readonly kind: 'imported'; readonly lines: number; readonly older: number }
  | { readonly kind: 'refused'; readonly problem: FileProblem; readonly where: string }
  | { readonly kind: 'problem'; readonly problem: LedgerProblem };

interface Props {
  readonly notice: Notice | null;
  readonly onUndo: () => void;
  readonly onPutBack: () => void;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

export const PROBLEM: Record<LedgerProblem, MessageKey> = {
  full: 'ledger_problem_full',
  newer: 'ledger_problem_newer',
  blocked: 'ledger_problem_blocked',
  deleted: 'ledger_problem_deleted',
  broken: 'ledger_problem_broken',
};

const REFUSED: Record<FileProblem, MessageKey> = {
  'not-json': 'ledger_file_not_json',
  'not-ledger': 'ledger_file_not_ledger',
  newer: 'ledger_file_newer',
  'too-large': 'ledger_file_too_large',
  damaged: 'ledger_file_damaged',
};

export function DashboardNotice({ notice, onUndo, onPutBack, onRetry, onDismiss }: Props) {
  const words = useWords();
  return (
    <div class="notice" role="status" data-notice={notice?.kind ?? 'none'}>
      {notice !== null && (
        <>
          <p>{noticeText(notice, words)}</p>
          <div class="buttons">
            {(notice.kind === 'wiped' || notice.kind === 'shortened') && (
              <Button does="undo" words={words} name="ledger_undo" onPress={onUndo} />
            )}
            {notice.kind === 'problem' && notice.problem === 'deleted' && (
              <Button does="put-back" words={words} name="ledger_put_back" onPress={onPutBack} />
            )}
            {notice.kind === 'problem' && notice.problem !== 'deleted' && (
              <Button does="retry" words={words} name="ledger_retry" onPress={onRetry} />
            )}
            <button type="button" class="quiet" data-do="dismiss" onClick={onDismiss}>
              {words.t('ledger_dismiss')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

interface ButtonProps {
  readonly does: string;
  readonly words: Translator;
  readonly name: MessageKey;
  readonly onPress: () => void;
}

function Button({ does, words, name, onPress }: ButtonProps) {
  return (
    <button type="button" data-do={does} onClick={onPress}>
      {words.t(name)}
    </button>
  );
}

function noticeText(notice: Notice, words: Translator): string {
  switch (notice.kind) {
    case 'wiped':
      return words.n('ledger_wiped', notice.days);
    case 'shortened':
      return words.n('ledger_shortened', notice.days);
    case 'restored':
      return words.t('ledger_restored');
    case 'imported':
      return [
        words.n('ledger_imported', notice.lines),
        ...(notice.older > 0 ? [words.n('ledger_imported_old', notice.older)] : []),
      ].join(' ');
    case 'refused':
      return words.t(REFUSED[notice.problem], { where: notice.where });
    case 'problem':
      return words.t(PROBLEM[notice.problem]);
  }
}
