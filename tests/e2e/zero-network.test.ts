/**
 * The extension asks the network for nothing: a whole session with it asks for what the same session without it asks
 * for, and its own pages for nothing at all. Every connection of the browser ends in the world, which writes it down.
 */
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { PAGES } from '../site/pages.ts';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { startChromium } from '../support/chromium.ts';
import type { Driver } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { startFirefox } from '../support/firefox.ts';
import { chooseLedger } from '../support/ledger.ts';
import { BROWSERS_OWN } from '../support/makers.ts';
import { sleep } from '../support/scale.ts';
import { readPopup, type Session, sessionOf } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const start = __BROWSER__ === 'chromium' ? startChromium : startFirefox;
const { rulesUpdate } = project.countergaze;
/** The one host that the extension may ask, once it has an address for its list. */
const ALLOWED = rulesUpdate === '' ? [] : [new URL(rulesUpdate).host];

/** What was asked for so far: `host path` and how often. */
function asked({ seen }: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { host, path } of seen) {
    if (BROWSERS_OWN.test(host) || ALLOWED.includes(host)) continue;
    const line = `${host} ${path}`;
    counts[line] = (counts[line] ?? 0) + 1;
  }
  return counts;
}

const VISITED = ['bank', 'mirror', 'redirect', 'news'];

/** Pages of the world, each in a tab of its own; `look` is done while it is open. */
async function browse(driver: Driver, look: (url: string) => Promise<void>): Promise<void> {
  for (const { url } of PAGES.filter(({ id }) => VISITED.includes(id))) {
    const tab = await driver.open();
    await tab.visit(url);
    await look(await tab.run(() => location.href));
    await tab.close();
  }
}

/** What a person does in the popup: opens it, folds out the evidence, searches deeper. */
async function usePopup(session: Session, url: string): Promise<void> {
  const tabId = await session.tabIdOf(url);
  const popup = await session.popup(tabId);
  const { found } = await readPopup(popup);
  if (found.length > 0) await popup.click('details.evidence summary');
  await popup.close();
}

/** Everything else: each page of ours, settings, the ledger, a background that ends, an extension that starts anew. */
async function useOwnPages(session: Session): Promise<void> {
  for (const page of ['welcome.html', 'options.html', 'list.html#onfido', 'demo.html', 'dashboard.html']) {
    const tab = await session.driver.openOwn(page);
    await tab.waitFor('h1');
    if (page === 'dashboard.html') await chooseLedger(tab, { on: true, asked: true, keepDays: 30 });
    await sleep(300);
    await tab.close();
  }
  await session.driver.crashBackground();
  await session.restartExtension();
  await (await session.popup(0)).waitFor('h1');
}

test('a session with the extension asks for nothing more than one without it', { timeout: 180_000 }, async () => {
  const bare = await startWorld(SITES);
  const without = await start({ world: bare, headless: true, build: null });
  await browse(without, async () => {});
  await without.close();
  await bare.close();

  const world = await startWorld(SITES);
  const session = await sessionOf(await start({ world, headless: true }), world);
  await browse(session.driver, (url) => usePopup(session, url));
  const expected = asked(bare);
  const visits = asked(world);
  expect(Object.keys(expected).length).toBeGreaterThan(10);
  const more = Object.entries(visits).filter(([line, count]) => count > (expected[line] ?? 0));
  expect(more).toEqual([]);

  world.seen.length = 0;
  await useOwnPages(session);
  expect(asked(world)).toEqual({});

  // The world does see what a page of ours asks for: the tab that it sends elsewhere.
  await session.inOwnPage(async () => {
    const scope = globalThis as unknown as Record<
      'browser' | 'chrome',
      { tabs: { create(tab: object): Promise<unknown> } }
    >;
    await (scope.browser ?? scope.chrome).tabs.create({ url: 'https://leak.example/?who' });
  });
  for (let wait = 0; wait < 50 && Object.keys(asked(world)).length === 0; wait++) await sleep(100);
  expect(Object.keys(asked(world))).toContain('leak.example /');
  console.log(
    `${__BROWSER__}: ${Object.values(visits).reduce((sum, count) => sum + count, 0)} requests, all the pages' own`,
  );
  await session.close();
});
