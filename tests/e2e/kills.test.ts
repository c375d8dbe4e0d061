/** The background ends at random moments of a browse: nothing that was found is lost, and no badge is wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { randomNumbers, scaled, sleep } from '../support/scale.ts';
import { claims, isTrueOf, popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

/** 200 in `npm run test:soak`. */
const KILLS = scaled('KILLS', 8);
/** Milliseconds after the visit within which everything must be known again. */
const KNOWN_AGAIN = 5_000;
const ROUTE = ['bank', 'shop', 'try-on', 'mirror', 'face-search', 'news'];
const pages = ROUTE.map((id) => PAGES.find((page) => page.id === id) as TestPage);
const random = randomNumbers(8);

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

/** Ends the background up to four times, whenever it is met alive. */
async function killSome(): Promise<number> {
  let killed = 0;
  for (let tries = 0; tries < 4; tries++) {
    await sleep(random() * 400);
    if (await session.driver.crashBackground()) killed++;
  }
  return killed;
}

test(`${KILLS} deaths, 0 findings lost, 0 wrong badges`, { timeout: 60_000 + KILLS * 8_000 }, async () => {
  const tab = await session.driver.open();
  let killed = 0;
  let visits = 0;
  let slowest = 0;
  for (let at = 0; killed < KILLS; at++) {
    const page = pages[at % pages.length] as TestPage;
    const killing = killSome();
    await tab.visit(page.url);
    killed += await killing;
    visits++;
    const since = Date.now();
    const tabId = await session.tabIdOf(new URL(page.url).origin);
    const content = await popupContent(session, tabId, (each) => isTrueOf(each, page));
    slowest = Math.max(slowest, Date.now() - since);
    expect(claims(content), `${page.id}, after ${killed} deaths`).toEqual(page.embeds);
    const count = Object.values(page.embeds).filter((stage) => stage !== 'listed').length;
    const badge = await eventually(
      () => session.badge(tabId),
      (text) => text === (count === 0 ? '' : String(count)),
    );
    expect(badge, `${page.id}, after ${killed} deaths`).toBe(count === 0 ? '' : String(count));
  }
  console.log(`${__BROWSER__}: ${killed} deaths on ${visits} visits, all known again after ${slowest} ms at most`);
  expect(slowest).toBeLessThan(KNOWN_AGAIN + 1_000); // the popup itself takes its time to open
});
