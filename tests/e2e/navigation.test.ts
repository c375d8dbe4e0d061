/** The right page, always: what a person does with tabs and pages, and what may be said afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, eventually, openDashboard, storedDays } from '../support/ledger.ts';
import {
  claims,
  isTrueOf,
  type PopupContent,
  popupContent,
  type Session,
  startSession,
  visit,
} from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const shop = PAGES.find(({ id }) => id === 'shop') as TestPage;
const mirror = PAGES.find(({ id }) => id === 'mirror') as TestPage;

const shows = (tabId: number, page: TestPage): Promise<PopupContent> =>
  popupContent(session, tabId, (content) => isTrueOf(content, page));
async function expectOf(tabId: number, page: TestPage): Promise<void> {
  expect(claims(await shows(tabId, page))).toEqual(page.embeds);
}
/** A page that must stay clean is looked at twice, with time for a late request between. */
async function expectClean(tabId: number): Promise<void> {
  for (let look = 0; look < 2; look++) {
    expect((await popupContent(session, tabId, ({ state }) => state === 'nothing')).state).toBe('nothing');
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}
const done = (tab: Tab) => tab.waitFor('html[data-done]');

test('reload', async () => {
  const { tab, tabId } = await visit(session, bank);
  await expectOf(tabId, bank);
  await tab.reload();
  await done(tab);
  await expectOf(tabId, bank);
  await tab.close();
});

test('back and forward, out of the cache or not', async () => {
  const { tab, tabId } = await visit(session, bank);
  await tab.visit(shop.url);
  await expectClean(tabId);
  await tab.back();
  await done(tab);
  await expectOf(tabId, bank);
  await tab.forward();
  await done(tab);
  await expectClean(tabId);
  await tab.close();
});

test('pushState and a fragment: still the same document', async () => {
  const { tab, tabId } = await visit(session, bank);
  await expectOf(tabId, bank);
  await tab.run(() => {
    history.pushState(null, '', '/account');
    location.hash = 'x';
  });
  await expectOf(tabId, bank);
  await tab.close();
});

test('a duplicated tab is judged by itself', async () => {
  const { tab, tabId } = await visit(session, bank);
  await expectOf(tabId, bank);
  const copy = await session.changeTab(tabId, 'duplicate');
  expect(copy).not.toBe(tabId);
  await expectOf(copy, bank);
  await tab.close();
});

test('a tab moved to another window keeps what was seen', async () => {
  const { tab, tabId } = await visit(session, bank);
  await expectOf(tabId, bank);
  await expectOf(await session.changeTab(tabId, 'move'), bank);
  await tab.close();
});

test('several tabs of one site are kept apart', async () => {
  const clean = await visit(session, shop);
  const found = await visit(session, mirror);
  await expectOf(found.tabId, mirror);
  await expectClean(clean.tabId);
  await clean.tab.close();
  await found.tab.close();
});

test('what a page asks for while it is left is not shown under the next', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://ways.example/leaving');
  const tabId = await session.tabIdOf('https://ways.example/leaving');
  await tab.visit(shop.url);
  expect(session.world?.seen.some(({ host, method }) => host === 'sdk.onfido.com' && method === 'POST')).toBe(true);
  await expectClean(tabId);
  await tab.close();
});

// Firefox has no prerendering.
test.runIf(__BROWSER__ === 'chromium')('a prerendered page is shown when it is activated, not before', async () => {
  const dashboard = await openDashboard(session);
  await chooseLedger(dashboard, { on: true, asked: true, keepDays: 0 });
  const tab = await session.driver.open();
  await tab.visit('https://ways.example/prerenders');
  const tabId = await session.tabIdOf('https://ways.example/prerenders');
  const asked = () =>
    session.world?.seen.some(({ host, path }) => host === 'ways.example' && path === '/script') ?? false;
  for (let wait = 0; wait < 50 && !asked(); wait++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // its probe has spoken
  await expectClean(tabId);
  expect(await session.badge(tabId)).toBe('');
  expect(await storedDays(dashboard)).toEqual([]); // nobody has seen that page yet
  await tab.run(() => {
    location.href = '/script';
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ onfido: 'loaded' });
  const badge = await eventually(
    () => session.badge(tabId),
    (text) => text === '1',
  );
  expect(badge).toBe('1');
  const days = await eventually(
    () => storedDays(dashboard),
    (all) => all.length > 0,
  );
  expect(days[0]?.entries).toEqual([{ vendor: 'onfido', site: 'ways.example', stage: 'loaded', visits: 1 }]);
  await tab.close();
  await dashboard.close();
});

test('a page that goes on at once leaves no number on the next one', async () => {
  const tab = await session.driver.open();
  for (let time = 0; time < 12; time++) {
    await tab.visit(`https://ways.example/hurries?${time}`);
    await tab.waitFor('p');
    const tabId = await session.tabIdOf('https://ways.example/calm');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await session.badge(tabId), `time ${time}`).toBe('');
  }
  await tab.close();
});

// The driver of Firefox loses a tab that is unloaded.
test.runIf(__BROWSER__ === 'chromium')('an unloaded tab is judged anew when it is looked at', async () => {
  const { tabId } = await visit(session, bank);
  await expectOf(tabId, bank);
  await expectOf(await session.changeTab(tabId, 'discard'), bank);
});
