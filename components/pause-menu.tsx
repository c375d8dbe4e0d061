/** Pausing on the site: for how long is asked before it happens. */
import type { MessageKey } from '../utils/i18n.ts';
import type { PauseSpan } from '../utils/protocol.ts';
import './pause-menu.css';
import { useWords } from './words.tsx';

const SPANS: readonly (readonly [span: PauseSpan, key: MessageKey])[] = [
  ['hour', 'pause_hour'],
  ['restart', 'pause_restart'],
  ['always', 'pause_always'],
];

interface Props {
  readonly onPause: (span: PauseSpan) => void;
}

export function PauseMenu({ onPause }: Props) {
  const words = useWords();
  return (
    <details class="pause-menu">
      <summary>{words.t('button_pause')}</summary>
      <p>{words.t('state_paused_note')}</p>
      <div class="pause-spans">
        {SPANS.map(([span, key]) => (
          <button key={span} type="button" class="quiet" data-pause={span} onClick={() => onPause(span)}>
            {words.t(key)}
          </button>
        ))}
      </div>
    </details>
  );
}
