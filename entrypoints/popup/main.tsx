/** Wires the popup: asks the background once, passes props down. `?tabId=N` shows that tab, detached or in tests. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { type PopupState, PopupView } from '../../components/popup-view.tsx';
import { Words } from '../../components/words.tsx';
import type { Dossier } from '../../rules/core/index.ts';
import { currentOffer, loadActions, now } from '../../utils/actions.ts';
import { browser } from '../../utils/browser.ts';
import { ask } from '../../utils/client.ts';
import { REPOSITORY } from '../../utils/correction.ts';
import { startLive } from '../../utils/live.ts';
import { OWN_PAGES } from '../../utils/own-pages.ts';
import { pageKeysOf } from '../../utils/pages.ts';
import type { Report } from '../../utils/protocol.ts';
import { blocking } from './blocking.ts';
import { scanning } from './scanning.ts';

/** After this many days a list may miss too much to stay silent about it. */
const LIST_GROWS_OLD_AFTER = 45;
const DAY = 86_400_000;
/** Milliseconds; a question that has no answer by then is asked again: a background that dies meanwhile gives none. */
const PATIENCE = 4_000;

const state = signal<PopupState>({ kind: 'checking' });
const dossiers = signal<Readonly<Record<string, Dossier>>>({});

async function shownTab(): Promise<number> {
  const asked = new URLSearchParams(location.search).get('tabId');
  if (asked !== null) return Number(asked);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) throw new Error('no tab is shown');
  return tab.id;
}

const reportOf = (tabId: number) => ask({ ask: 'report', tabId });

let asked = 0;
let answered = 0;

/** Shows an answer, unless one to a later question is there already. */
async function show(answer: Promise<Report>): Promise<void> {
  const mine = ++asked;
  const next: PopupState = await answer.then(
    (report) => ({ kind: 'answered', report }),
    (error) => ({ kind: 'failed', error: error instanceof Error ? error.message : String(error) }),
  );
  if (mine < answered) return;
  answered = mine;
  state.value = next;
}

function daysTooOld(report: Report): number | null {
  const days = Math.floor((now(report.listDate) - Date.parse(report.listDate)) / DAY);
  return days > LIST_GROWS_OLD_AFTER ? days : null;
}

const shown = shownTab();
void show(shown.then(reportOf)); // on its way while the words are read
const rest = Promise.all([startLive(), loadActions()]);
const tabId = await shown.catch(() => -1); // no tab: the first answer says so
// What the page does while the popup is open shows at once. Listened to from the start, so that nothing is missed.
browser.storage.session.onChanged.addListener((changes) => {
  if (Object.keys(changes).some((key) => key.startsWith(pageKeysOf(tabId)))) void show(reportOf(tabId));
});
const patience = setInterval(() => {
  if (answered > 0) clearInterval(patience);
  else void show(reportOf(tabId));
}, PATIENCE);
const [{ words, settings }, actions] = await rest;
const scan = scanning(tabId);
const reload = async () => {
  await browser.tabs.reload(tabId);
  close();
};
const blockOf = blocking(reload);
const root = document.getElementById('root') as HTMLElement;

effect(() => {
  const current = state.value;
  document.title = words.value.t('popup_title');
  render(
    <Words.Provider value={words.value}>
      <PopupView
        state={current}
        tabId={tabId}
        canReport={REPOSITORY !== ''}
        offer={currentOffer(actions, words.value, settings.value.settings.country)}
        dossiers={dossiers.value}
        letters={`${OWN_PAGES.letter}?tabId=${tabId}`}
        listTooOld={current.kind === 'answered' ? daysTooOld(current.report) : null}
        onGrant={async () => {
          if (await browser.permissions.request({ origins: ['<all_urls>'] })) await show(reportOf(tabId));
        }}
        onReload={reload}
        blockOf={(vendor, practice) => {
          if (current.kind !== 'answered') return undefined;
          const { host, isPrivate } = current.report;
          return blockOf(vendor, practice, { host, settings: settings.value, isPrivate });
        }}
        onPause={async (span) => {
          if (current.kind === 'answered')
            await (await import('./steps.ts')).setPause(
              current.report.host,
              span,
              current.report.isPrivate ? tabId : undefined,
            );
          await show(ask({ ask: 'pause', tabId, paused: span !== 'off' }));
        }}
        onOpenEvidence={async () => {
          const { loadDossiers } = await import('../../utils/load-dossiers.ts');
          dossiers.value = (await loadDossiers()).dossiers;
        }}
        scan={scan()}
      />
    </Words.Provider>,
    root,
  );
});
