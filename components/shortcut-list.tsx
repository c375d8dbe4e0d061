/** The keyboard commands as the browser holds them, and the way to change them. */
import type { MessageKey } from '../utils/i18n.ts';
import './shortcut-list.css';
import { useWords } from './words.tsx';

export interface Shortcut {
  /** Name in the manifest. */
  readonly command: string;
  /** As the browser writes it, `Alt+Shift+G`; '' when none is set. */
  readonly keys: string;
}

const NAMES: Readonly<Record<string, MessageKey>> = {
  _execute_action: 'command_popup',
  'open-dashboard': 'command_dashboard',
};

interface Props {
  readonly shortcuts: readonly Shortcut[];
  readonly onChangeKeys: () => void;
}

export function ShortcutList({ shortcuts, onChangeKeys }: Props) {
  const words = useWords();
  return (
    <div class="shortcuts">
      <dl>
        {shortcuts.map(({ command, keys }) => {
          const name = NAMES[command];
          return name === undefined ? null : (
            <div key={command} data-command={command}>
              <dt>{words.t(name)}</dt>
              <dd>{keys === '' ? words.t('options_keys_none') : <kbd>{keys}</kbd>}</dd>
            </div>
          );
        })}
      </dl>
      <button type="button" class="quiet" onClick={onChangeKeys}>
        {words.t('options_keys_change')}
      </button>
    </div>
  );
}
