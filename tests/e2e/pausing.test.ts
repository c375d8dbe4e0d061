/** A pause holds for every tab of the site, and its end says of none more than was looked at. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Site } from '../site/world.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { claims, pauseIn, popupContent, readPopup, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const site: Site = ({ pathname }) =>
  pathname === '/'
    ? {
        type: 'text/html; charset=utf-8',
        body: '<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Paused</title></head><body><script src="https://sdk.onfido.com/v14/idle.js"></script></body></html>',
      }
    : null;
const WHOLE = 'https://pausing.example/';
const BELOW = 'https://app.pausing.example/';

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__, {
    sites: [WHOLE, BELOW].map((url) => [new URL(url).hostname, site] as const),
  });
});
afterAll(() => session?.close());

async function open(url: string) {
  const tab = await session.driver.open();
  await tab.visit(url);
  return { tab, tabId: await session.tabIdOf(url) };
}
const stateOf = async (tabId: number, state: string) =>
  (await popupContent(session, tabId, (content) => content.state === state)).state;
const badgeOf = (tabId: number, text: string) =>
  eventually(
    () => session.badge(tabId),
    (badge) => badge === text,
  );

test('paused in one tab, the others of the site say nothing more; resumed, they do not say that nothing is there', async () => {
  const first = await open(WHOLE);
  const second = await open(`${WHOLE}#second`);
  for (const { tabId } of [first, second]) expect(await badgeOf(tabId, '1')).toBe('1');
  const popup = await session.popup(first.tabId);
  await readPopup(popup);
  await pauseIn(popup);
  for (const { tabId } of [first, second]) expect(await badgeOf(tabId, '')).toBe('');
  expect(await stateOf(second.tabId, 'paused')).toBe('paused');
  await popup.click('[data-state="paused"] button');
  await popup.waitFor('[data-state="unwatched"]');
  await popup.close();
  expect(await stateOf(second.tabId, 'unwatched')).toBe('unwatched');
  await second.tab.reload();
  expect(claims(await popupContent(session, second.tabId, ({ found }) => found.length > 0))).toEqual({
    onfido: 'loaded',
  });
  await first.tab.close();
  await second.tab.close();
});

test('an hour’s pause of the whole site, ended below it: what is open of the rest has not been looked at', async () => {
  const whole = await open(WHOLE);
  const popup = await session.popup(whole.tabId);
  await readPopup(popup);
  await popup.click('.pause-menu summary');
  await popup.click('[data-pause="hour"]');
  await popup.waitFor('[data-state="paused"]');
  await popup.close();
  const other = await open(`${WHOLE}#other`);
  const below = await open(BELOW);
  const ending = await session.popup(below.tabId);
  await readPopup(ending);
  await ending.click('[data-state="paused"] button');
  await ending.waitFor('[data-state="unwatched"]');
  await ending.close();
  expect(await stateOf(other.tabId, 'unwatched')).toBe('unwatched');
  for (const { tab } of [whole, other, below]) await tab.close();
});
