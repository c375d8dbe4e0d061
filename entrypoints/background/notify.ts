/** The notice in the page: put there when something is due, once for each site and session. */

import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { engine, findingsFrom } from '../../utils/engine.ts';
import { takingTurns } from '../../utils/in-turn.ts';
import { loadSettings, updateSettings } from '../../utils/load-settings.ts';
import { preferredLanguage, readWords } from '../../utils/load-words.ts';
import { isDue, type NoticeData, type Silence } from '../../utils/notice.ts';
import type { Page } from '../../utils/pages.ts';
import { withSilence } from '../../utils/settings.ts';
import { addressOf } from './current.ts';
import { wordsOf } from './handlers.ts';
import { part } from './parts.ts';

/** Session storage: the hosts that have had their notice. */
const KEY = 'noticed';
const MOST_HOSTS = 1_000;

const inTurn = takingTurns();

/** Considers a page of which more is known; one after the other, so that a site open twice shows one notice. */
export function notifyWhenDue(page: Page): void {
  void inTurn(() => consider(page)).catch(() => {}); // its document may be gone
}

async function consider({ tabId, documentId, sightings }: Page): Promise<void> {
  const findings = findingsFrom(sightings);
  const dueAt = (mode: 'default' | 'capturing' | 'off') =>
    findings.filter((finding) => isDue(finding, engine().vendors.get(finding.vendor)?.practice, mode));
  if (dueAt('default').length === 0) return; // the least is asked about the most
  const { settings, policies } = await loadSettings();
  const due = dueAt(settings.notice.mode);
  const host = hostOf(await addressOf(tabId, documentId));
  const { [KEY]: noticed = [] } = (await browser.storage.session.get(KEY)) as { [KEY]?: string[] };
  if (due.length === 0 || host === '' || [...noticed, ...settings.notice.silencedSites].includes(host)) return;
  const language = await preferredLanguage();
  await show(tabId, documentId, {
    findings: due,
    vendors: wordsOf(due),
    language,
    words: await readWords(language, () => part('texts')),
    canTurnOff: !policies.decided.has('notice.mode'),
  });
  await browser.storage.session.set({ [KEY]: [...noticed, host].slice(-MOST_HOSTS) });
}

/** Into that one document, never into what the tab shows next. */
async function show(tabId: number, documentId: string, data: NoticeData): Promise<void> {
  const target = { tabId, documentIds: [documentId] };
  const func = (notice: NoticeData) => {
    (globalThis as { countergazeNotice?: NoticeData }).countergazeNotice = notice;
  };
  await browser.scripting.executeScript({ target, func, args: [data], injectImmediately: true });
  await browser.scripting.executeScript({ target, files: ['/notice.js'], injectImmediately: true });
}

/** The person has pressed so in a notice. A private window leaves no host on disk; its session has had its notice anyway. */
export async function silence(where: Silence, host: string, isPrivate: boolean): Promise<void> {
  if (where === 'site' && (isPrivate || host === '')) return;
  await updateSettings((own) => withSilence(own, where === 'site' ? host : null));
}
