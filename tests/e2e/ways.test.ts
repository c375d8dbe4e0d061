/** Whatever way a request is made, it is shown on the page that caused it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WAYS } from '../site/ways.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { claims, popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

test.each(WAYS)('%s', async (way) => {
  const tab = await session.driver.open();
  await tab.visit(`https://ways.example/${way}`);
  const tabId = await session.tabIdOf(`https://ways.example/${way}`);
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ onfido: 'loaded' });
  await tab.close();
});

test('out of the cache, without any request', async () => {
  const asked = () => session.world?.seen.filter(({ path }) => path === '/v14/kept.js').length;
  const before = asked();
  const tab = await session.driver.open();
  await tab.visit('https://ways.example/kept?again');
  const tabId = await session.tabIdOf('https://ways.example/kept?again');
  expect(claims(await popupContent(session, tabId, ({ found }) => found.length > 0))).toEqual({ onfido: 'loaded' });
  expect(asked()).toBe(before); // way "kept" has brought it
  await tab.close();
});
