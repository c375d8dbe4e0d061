/** Settings as a whole: saved to a file, read from one, set back; and the way back from each. */
import type { MessageKey } from '../utils/i18n.ts';
import type { ImportProblem } from '../utils/settings-file.ts';
import type { SettingPath } from '../utils/sift.ts';
import { FileButton } from './file-button.tsx';
import './settings-keeper.css';
import { useWords } from './words.tsx';

/** What the last step came to. `failed`: the browser refused, with its own words. */
export type KeeperMessage =
  | { readonly kind: 'imported' | 'reset' | 'undone' }
  | { readonly kind: 'refused'; readonly problem: ImportProblem; readonly field: SettingPath | null }
  | { readonly kind: 'failed'; readonly error: string };

interface Props {
  readonly message: KeeperMessage | null;
  readonly onExport: () => void;
  readonly onImport: (file: File) => void;
  readonly onReset: () => void;
  readonly onUndo: () => void;
}

export function SettingsKeeper({ message, onExport, onImport, onReset, onUndo }: Props) {
  const words = useWords();
  return (
    <div class="keeper">
      <div class="buttons">
        <button type="button" class="quiet" data-do="export" onClick={onExport}>
          {words.t('options_export')}
        </button>
        <FileButton text={words.t('options_import')} does="import" accept=".json,application/json" onFile={onImport} />
        <button type="button" class="quiet" data-do="reset" onClick={onReset}>
          {words.t('options_reset')}
        </button>
      </div>
      <div role="status" data-message={message?.kind ?? 'none'}>
        {message !== null && <Message message={message} onUndo={onUndo} />}
      </div>
    </div>
  );
}

function Message({ message, onUndo }: { readonly message: KeeperMessage; readonly onUndo: () => void }) {
  const words = useWords();
  switch (message.kind) {
    case 'refused': {
      const field = message.field === null ? '' : words.t(FIELD_NAMES[message.field]);
      return <p>{words.t(PROBLEMS[message.problem], { field })}</p>;
    }
    case 'failed':
      return <p>{words.t('options_failed', { error: message.error })}</p>;
    case 'undone':
      return <p>{words.t('options_undone')}</p>;
    default:
      return (
        <>
          <p>{words.t(message.kind === 'reset' ? 'options_reset_done' : 'options_import_done')}</p>
          <button type="button" data-do="undo" onClick={onUndo}>
            {words.t('options_undo')}
          </button>
        </>
      );
  }
}

const PROBLEMS: Record<ImportProblem, MessageKey> = {
  'too-large': 'import_too_large',
  'not-json': 'import_not_json',
  'not-settings': 'import_not_settings',
  newer: 'import_newer',
  damaged: 'import_damaged',
};

const FIELD_NAMES: Record<SettingPath, MessageKey> = {
  badge: 'options_badge',
  'notice.mode': 'options_notice',
  'notice.silencedSites': 'options_silenced',
  'ledger.on': 'options_ledger_on',
  'ledger.asked': 'options_ledger_on',
  'ledger.keepDays': 'options_ledger_keep',
  pausedSites: 'options_paused',
  blocked: 'block_title',
  allowed: 'block_title',
  blockSilent: 'block_silent',
  uncloak: 'options_uncloak',
  updates: 'updates_on',
  language: 'options_language',
  country: 'options_country',
};
