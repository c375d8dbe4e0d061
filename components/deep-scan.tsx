/** The deep scan: asked for, running, done; what it found and, script by script, what it could not read. */
import type { MessageKey } from '../utils/i18n.ts';
import type { UnreadReason } from '../utils/scan-protocol.ts';
import { progressOf, type ScanState } from '../utils/scan-state.ts';
import './deep-scan.css';
import { useWords } from './words.tsx';

export interface DeepScanProps {
  /** null: not asked for. */
  readonly state: ScanState | null;
  /** The browser lets us read the answers while the page loads again. */
  readonly canReload: boolean;
  readonly onStart: () => void;
  readonly onReload: () => void;
  readonly onStop: () => void;
}

export function DeepScan({ state, canReload, onStart, onReload, onStop }: DeepScanProps) {
  const words = useWords();
  return (
    <section class="deep-scan" data-scan={state === null ? 'idle' : state.running ? 'running' : 'done'}>
      <h2>{words.t('scan_title')}</h2>
      {state === null && (
        <>
          <p>{words.t('scan_explains')}</p>
          <button type="button" class="quiet" data-do="scan" onClick={onStart}>
            {words.t('scan_start')}
          </button>
        </>
      )}
      {state?.running && <Running state={state} onStop={onStop} />}
      {state !== null && !state.running && <Result state={state} />}
      {state !== null && !state.running && canReload && (
        <>
          <p>{words.t('scan_reload_explains')}</p>
          <button type="button" class="quiet" data-do="scan-reload" onClick={onReload}>
            {words.t('scan_reload')}
          </button>
        </>
      )}
    </section>
  );
}

function Running({ state, onStop }: { readonly state: ScanState; readonly onStop: () => void }) {
  const words = useWords();
  const { done, total } = progressOf(state);
  const says = words.t('scan_progress', { done, total });
  return (
    <>
      {total === 0 ? (
        <progress aria-label={words.t('scan_title')} />
      ) : (
        <>
          <progress aria-label={says} value={done} max={total} />
          <p>{says}</p>
        </>
      )}
      <button type="button" class="quiet" data-do="scan-stop" onClick={onStop}>
        {words.t('scan_stop')}
      </button>
    </>
  );
}

function Result({ state }: { readonly state: ScanState }) {
  const words = useWords();
  const { read, found, unread } = state;
  return (
    <div role="status">
      <p>{words.n('scan_read', read)}</p>
      <p>{found.length === 0 ? words.t('scan_nothing') : words.n('scan_found', found.length)}</p>
      {found.length > 0 && (
        <ul class="scripts">
          {found.map((url) => (
            <li key={url}>
              <code>{url}</code>
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <details>
          <summary>{words.n('scan_unread', unread.length)}</summary>
          <ul class="scripts">
            {unread.map(({ url, why }, at) => (
              <li key={at} data-unread={why}>
                <code>{url}</code> {words.t(reasonKey(why))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function reasonKey(why: UnreadReason): MessageKey {
  return `scan_unread_${why}`;
}
