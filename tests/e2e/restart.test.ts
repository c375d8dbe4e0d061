/** What an extension that starts while pages are open may say about them. */
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

test('a page that was open before is not called clean; after a reload it is judged', async () => {
  const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
  const { tab, tabId } = await visit(session, bank);
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  const shop = PAGES.find(({ id }) => id === 'shop') as TestPage;
  const clean = await visit(session, shop);
  await session.restartExtension();
  expect((await popupContent(session, clean.tabId, () => true)).state).toBe('unwatched');
  // Firefox puts the probe into open pages too, where it reads what the page has asked for so far.
  const state = __BROWSER__ === 'firefox' ? 'found' : 'unwatched';
  expect((await popupContent(session, tabId, (content) => content.state === state)).state).toBe(state);
  await tab.reload();
  await tab.waitFor('html[data-done]');
  expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  // The welcome page has been shown, and does not come again by itself.
  expect(await session.countTabs(`${session.driver.ownOrigin()}/welcome.html`)).toBeLessThanOrEqual(1);
});
