/** A page that fights the probe learns nothing, forges nothing beyond itself, and breaks nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { BrowserName } from '../support/find-browser.ts';
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

test('a flood of nodes, frames and requests: bounded evidence, a popup that answers, and other pages as ever', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/flood');
  const tabId = await session.tabIdOf('https://hostile.example/flood');
  const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
  const beside = await visit(session, bank);
  expect(claims(await popupContent(session, beside.tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  await tab.waitFor('html[data-flooded]', 40_000);
  expect(Number(await tab.run(() => document.documentElement.dataset.flooded))).toBeGreaterThan(100);
  const content = await popupContent(session, tabId, ({ found }) => found.length === 2);
  expect(claims(content)).toEqual({ facetec: 'started', onfido: 'loaded' });
  expect(content.found.flatMap(({ evidence }) => evidence).length).toBeLessThanOrEqual(120);
  await beside.tab.close();
  await tab.close();
});
