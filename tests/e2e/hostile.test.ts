/** A page that fights the probe learns nothing, forges nothing beyond itself, and breaks nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSINGS } from '../site/hostile.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { scaled } from '../support/scale.ts';
import { claims, isTrueOf, popupContent, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

test('it notices nothing, and only what it really defines is claimed', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/');
  const tabId = await session.tabIdOf('https://hostile.example/');
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  await tab.waitFor('html[data-noticed]', 15_000);
  expect(await tab.run(() => document.documentElement.dataset.noticed)).toBe('');
  expect(claims(content)).toEqual({ facetec: 'started' });
  await tab.close();
});

test('beside it, other pages are judged as ever', async () => {
  const hostile = await session.driver.open();
  await hostile.visit('https://hostile.example/');
  const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
  const { tab, tabId } = await visit(session, bank);
  expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  await tab.close();
  await hostile.close();
});

test('elements that take the place of the document’s own methods hide nothing', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/clobber');
  const tabId = await session.tabIdOf('https://hostile.example/clobber');
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ facetec: 'started' });
  await tab.close();
});

test('a page that empties itself and writes itself anew is still judged', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/vanish');
  const tabId = await session.tabIdOf('https://hostile.example/vanish');
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ facetec: 'started' });
  await tab.close();
});

test('a flood of nodes, frames and requests: bounded evidence, a popup that answers, and other pages as ever', {
  timeout: 180_000,
}, async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/flood');
  const tabId = await session.tabIdOf('https://hostile.example/flood');
  const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
  const beside = await visit(session, bank);
  expect(claims(await popupContent(session, beside.tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  await tab.waitFor('html[data-flooded]', 90_000);
  expect(Number(await tab.run(() => document.documentElement.dataset.flooded))).toBeGreaterThan(0);
  const content = await popupContent(session, tabId, ({ found }) => found.length === 2);
  expect(claims(content)).toEqual({ facetec: 'started', onfido: 'loaded' });
  expect(content.found.flatMap(({ evidence }) => evidence).length).toBeLessThanOrEqual(120);
  await beside.tab.close();
  await tab.close();
});

/** Opens a page, waits until it says by this attribute that it is done, and gives what is claimed of it. */
async function claimsOf(path: string, done: string, vendors: readonly string[], timeout = 60_000) {
  const tab = await session.driver.open();
  await tab.visit(`https://hostile.example/${path}`);
  await tab.waitFor(`html[data-${done}]`, timeout);
  const tabId = await session.tabIdOf(`https://hostile.example/${path}`);
  const content = await popupContent(session, tabId, (each) => vendors.every((vendor) => vendor in claims(each)));
  const said = await tab.run((name) => document.documentElement.dataset[name], done);
  await tab.close();
  return { claimed: claims(content), said };
}

test('many addresses of one vendor hide no other, nor does a long address', async () => {
  const { claimed } = await claimsOf('hides', 'hidden', ['onfido', 'facetec', 'face-api-js']);
  expect(claimed).toMatchObject({ onfido: 'loaded', facetec: 'loaded', 'face-api-js': 'loaded' });
});

test('what a page asks for late is compared, though an image has taken the place of its state', async () => {
  const { claimed } = await claimsOf('late', 'asked', ['facetec']);
  expect(claimed).toEqual({ facetec: 'loaded' });
});

const REQUESTS = scaled('REQUESTS', 2_000);
test(`${REQUESTS} requests, or as many as the browser takes in ten seconds: nothing is lost, and the popup answers`, {
  timeout: 180_000,
}, async () => {
  const { claimed, said } = await claimsOf(`often?count=${REQUESTS}`, 'asked', ['onfido', 'facetec'], 150_000);
  console.log(`${__BROWSER__}: ${said}`);
  expect(claimed).toEqual({ onfido: 'loaded', facetec: 'loaded' });
});

const FRAMES = scaled('FRAMES', 200);
test(`${FRAMES} frames: the one that has something to tell is heard`, { timeout: 600_000 }, async () => {
  const { claimed } = await claimsOf(`frames?count=${FRAMES}`, 'framed', ['facetec'], 550_000);
  expect(claimed).toEqual({ facetec: 'started' });
});

test('a page that closes itself, at whatever moment, leaves nothing behind and breaks nothing', async () => {
  const closing = Object.keys(CLOSINGS).map((moment) => `https://hostile.example/closes/${moment}`);
  const opened = await session.inOwnPage(async (urls) => {
    interface Tabs {
      tabs: { create(options: object): Promise<{ id: number }>; query(filter: object): Promise<unknown[]> };
    }
    const scope = globalThis as unknown as Record<'browser' | 'chrome', Tabs>;
    const tabs = await Promise.all(
      urls.map((url) => (scope.browser ?? scope.chrome).tabs.create({ url, active: false })),
    );
    return tabs.map(({ id }) => id);
  }, closing);
  const open = await eventually(
    () => session.countTabs('https://hostile.example/closes/'),
    (count) => count === 0,
  );
  expect(open).toBe(0);
  const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
  const { tab, tabId } = await visit(session, bank);
  expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  const kept = () =>
    session.inOwnPage(async () => {
      const scope = globalThis as unknown as Record<
        'browser' | 'chrome',
        { storage: { session: { get(): Promise<object> } } }
      >;
      return Object.keys(await (scope.browser ?? scope.chrome).storage.session.get());
    });
  const left = await eventually(
    async () => (await kept()).filter((key) => opened.some((id) => key.startsWith(`page:${id}:`))),
    (keys) => keys.length === 0,
  );
  expect(left).toEqual([]);
  await tab.close();
});
