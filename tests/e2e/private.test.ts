/** A private window leaves nothing on the disk; an ordinary one, visited alike, does, and the search finds it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SITES } from '../site/sites.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, eventually, openDashboard, storedDays } from '../support/ledger.ts';
import { pauseIn, popupContent, readPopup, type Session, startSession } from '../support/session.ts';
import { searchProfile } from '../support/snoop/profile.ts';

declare const __BROWSER__: BrowserName;

/** Names that exist nowhere else: of a site, of a host of the vendor's, and of a path on each. */
function makeMarks() {
  const [site, vendor, page, script] = Array.from({ length: 4 }, () => `q${randomBytes(8).toString('hex')}`) as [
    string,
    string,
    string,
    string,
  ];
  return { site, vendor, page, script };
}

type Marks = ReturnType<typeof makeMarks>;

const addressOf = ({ site, page }: Marks) => `https://${site}.example/${page}`;

/** Sites that know the marked one: it loads a script from the marked host below a vendor's. */
function sitesWith(marks: Marks): typeof SITES {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${marks.page}</title></head>
<body><script src="https://${marks.vendor}.sdk.onfido.com/${marks.script}.js"></script></body></html>`;
  return new Map([
    ...SITES,
    [`${marks.site}.example`, ({ pathname }) => (pathname === `/${marks.page}` ? { type: 'text/html', body } : null)],
  ]);
}

/** Visits the marked page in a window of a kind, looks, pauses, resumes and closes it; gives what the profile keeps. */
async function tracesAfter(kind: 'ordinary' | 'private', act: (session: Session, tabId: number) => Promise<void>) {
  const marks = makeMarks();
  const profile = mkdtempSync(join(tmpdir(), 'countergaze-private-'));
  const session = await startSession(__BROWSER__, { profile, sites: sitesWith(marks) });
  await session.driver.allowPrivateWindows();
  const dashboard = await openDashboard(session);
  await chooseLedger(dashboard, { on: true, asked: true, keepDays: 0 });
  const tabId = await session.openWindow(addressOf(marks), kind);
  await act(session, tabId);
  const days = await storedDays(dashboard);
  await session.closeWindow(tabId);
  const left = await eventually(
    () => session.inOwnPage(storedInSession),
    (text) => !text.includes(marks.site),
  );
  await session.close();
  const traces = searchProfile(profile, Object.values(marks));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return { marks, days, traces, isForgotten: !left.includes(marks.site) };
}

async function storedInSession(): Promise<string> {
  const scope = globalThis as unknown as Record<
    'browser' | 'chrome',
    { storage: { session: { get(): Promise<object> } } }
  >;
  return JSON.stringify(await (scope.browser ?? scope.chrome).storage.session.get());
}

/** Everything that can be done with a page in the popup. */
async function useEverything(session: Session, tabId: number): Promise<void> {
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(content.found.map(({ vendor }) => vendor)).toEqual(['onfido']);
  expect(await session.badge(tabId)).toBe('1');
  const popup = await session.popup(tabId);
  await readPopup(popup);
  const entries = await popup.run(() => [...document.querySelectorAll('a[href*="#onfido"]')].length);
  await pauseIn(popup);
  expect(await session.badge(tabId)).toBe('');
  await popup.click('[data-state="paused"] button');
  await popup.waitFor('[data-state="unwatched"]');
  await popup.click('[data-state="unwatched"] button').catch(() => {}); // reloads the page, and closes the popup
  const again = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(again.found.map(({ vendor }) => vendor)).toEqual(['onfido']);
  const last = await session.popup(tabId);
  await readPopup(last);
  await pauseIn(last); // and stays paused when the window closes
  await last.close();
  expect(entries).toBe(0); // a link would put the vendor's name into the history of an ordinary window
}

test('a private window: seen, shown, paused, and gone without a trace', { timeout: 120_000 }, async () => {
  const { days, traces, isForgotten } = await tracesAfter('private', useEverything);
  expect(traces.files).toBeGreaterThan(20);
  expect(traces.found).toEqual([]);
  expect(days).toEqual([]);
  expect(isForgotten).toBe(true);
  console.log(`${__BROWSER__}, private: ${traces.files} files searched, ${traces.found.length} traces`);
});

/** What must leave traces: a finding in the ledger, a pause in the settings. */
async function pauseOnly(session: Session, tabId: number): Promise<void> {
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(content.found.map(({ vendor }) => vendor)).toEqual(['onfido']);
  const popup = await session.popup(tabId);
  await readPopup(popup);
  await pauseIn(popup);
  await popup.close();
}

test('an ordinary window, visited alike, is found by the same search', { timeout: 120_000 }, async () => {
  const { marks, days, traces } = await tracesAfter('ordinary', pauseOnly);
  const ours = __BROWSER__ === 'chromium' ? /Extension|IndexedDB/ : /moz-extension|extension/;
  expect(days[0]?.entries.map(({ site }) => site)).toEqual([`${marks.site}.example`]);
  expect(traces.found.filter((line) => line.startsWith(marks.site) && ours.test(line)).length).toBeGreaterThan(1);
  for (const mark of [marks.site, marks.page]) expect(traces.found.join('\n')).toContain(mark);
  console.log(`${__BROWSER__}, ordinary: ${traces.files} files searched, ${traces.found.length} traces`);
});

test('what a private window’s shared worker asks for is not filed under an ordinary tab of the site', {
  timeout: 120_000,
}, async () => {
  const session = await startSession(__BROWSER__);
  await session.driver.allowPrivateWindows();
  const dashboard = await openDashboard(session);
  await chooseLedger(dashboard, { on: true, asked: true, keepDays: 0 });
  const ordinary = await session.openWindow('https://ways.example/calm', 'ordinary');
  expect((await popupContent(session, ordinary, ({ state }) => state === 'nothing')).state).toBe('nothing');
  const hidden = await session.openWindow('https://ways.example/shared-worker', 'private');
  const { found } = await popupContent(session, hidden, (content) => content.found.length > 0);
  expect(found.map(({ vendor }) => vendor)).toEqual(['onfido']);
  expect((await popupContent(session, ordinary, ({ state }) => state !== 'nothing')).state).toBe('nothing');
  expect(await storedDays(dashboard)).toEqual([]);
  await session.close();
});

test('two private tabs that close together leave the pause of neither site', { timeout: 120_000 }, async () => {
  const session = await startSession(__BROWSER__);
  await session.driver.allowPrivateWindows();
  const tabs: number[] = [];
  for (const host of ['one.example', 'two.example']) {
    const tabId = await session.openWindow(`https://${host}/`, 'private');
    await popupContent(session, tabId, ({ found }) => found.length > 0);
    const popup = await session.popup(tabId);
    await readPopup(popup);
    await pauseIn(popup);
    await popup.close();
    tabs.push(tabId);
  }
  const paused = async () => JSON.stringify(JSON.parse(await session.inOwnPage(storedInSession)).pauses);
  expect(await paused()).toMatch(/one\.example.*two\.example/);
  await session.inOwnPage(async (ids) => {
    const scope = globalThis as unknown as Record<
      'browser' | 'chrome',
      { tabs: { remove(ids: readonly number[]): Promise<void> } }
    >;
    await (scope.browser ?? scope.chrome).tabs.remove(ids);
  }, tabs);
  expect(await eventually(paused, (pauses) => pauses === '[]')).toBe('[]');
  await session.close();
});
