/** Where the focus goes: every stop of every page is seen, in the order of the page. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { allStops } from '../support/keyboard.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const pages = readdirSync(CHROMIUM_BUILD).filter((name) => name.endsWith('.html') && name !== 'background.html');

let session: Session;
let tabId: number;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  ({ tabId } = await visit(session, bank));
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
});
afterAll(() => session?.close());

test.each(pages)('%s: every stop shows that it has the focus, in the order of the page', async (page) => {
  const tab = await session.driver.openOwn(`${page}?tabId=${tabId}&finding=0`);
  await tab.waitFor(page === 'list.html' ? '.dossier' : 'h1');
  if (page === 'popup.html') await readPopup(tab);
  await new Promise((resolve) => setTimeout(resolve, 300)); // everything is there
  expect(await allStops(tab)).toBeGreaterThan(4);
  await tab.close();
});
