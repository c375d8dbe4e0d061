/** The dashboard as a person looks at it: figures, filters, tables, any width, any theme. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import vendors from '../../rules/built/vendors.json' with { type: 'json' };
import { dayOf } from '../../utils/ledger.ts';
import { violations } from '../support/axe.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, deleteDatabase, eventually, makeDays, openDashboard, storeRaw } from '../support/ledger.ts';
import { type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const ids = Object.keys(vendors);
const days = makeDays(40, 3, ids.slice(0, 12), dayOf(Date.now()));

let session: Session;
let page: DashboardPage;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  page = await DashboardPage.over(session);
});
afterAll(() => session?.close());

describe('looking', () => {
  beforeEach(async () => {
    await page.open(days);
  });

  test('the last 30 days at once, everything on demand', async () => {
    expect(await page.linesAre(90)).toBe(90);
    await page.choose('days', '0');
    expect(await page.linesAre(120)).toBe(120);
    expect((await page.shown()).hash).toBe('#days=0');
  });

  test('filters narrow figures, table and address, survive a reload, and can be cleared', async () => {
    const [vendor = ''] = ids;
    await page.choose('vendor', vendor);
    const expected = days.slice(-30).flatMap(({ entries }) => entries.filter((entry) => entry.vendor === vendor));
    expect(await page.linesAre(expected.length)).toBe(expected.length);
    const seen = await page.shown();
    expect(new Set(seen.drawn.map((line) => line.vendor))).toEqual(new Set([vendor]));
    expect(seen.figures[0]).toBe(1);
    expect(seen.hash).toBe(`#vendor=${vendor}`);
    await page.reopen(seen.hash);
    expect(await page.linesAre(expected.length)).toBe(expected.length);
    await page.press('clear');
    expect(await page.linesAre(90)).toBe(90);
  });

  test('a site that is not there says so, and everything is one press away', async () => {
    await page.choose('site', 'nowhere');
    await page.tab.waitFor('[data-ledger="none"]');
    await page.press('all');
    expect(await page.linesAre(120)).toBe(120);
  });

  test('a vendor in the breakdown is a filter', async () => {
    await page.tab.waitFor('[data-chart="breakdown"] li button');
    const vendor = await page.tab.run(
      () => document.querySelector<HTMLElement>('[data-chart="breakdown"] li')?.dataset.key ?? '',
    );
    await page.tab.click('[data-chart="breakdown"] li button');
    await eventually(page.shown, ({ hash }) => hash !== '');
    expect((await page.shown()).hash).toBe(`#vendor=${vendor}`);
  });

  test('each chart has its numbers as a table', async () => {
    await page.tab.click('[data-chart="timeline"] summary');
    await page.tab.waitFor('[data-chart="timeline"] table');
    const totals = await page.tab.run(() =>
      [...document.querySelectorAll('[data-chart="timeline"] tbody tr td:last-child')].map(({ textContent }) =>
        Number(textContent),
      ),
    );
    expect(totals).toEqual(Array.from({ length: 30 }, () => 3));
  });
});

test('of 5,000 lines only those on screen exist, down to the last', async () => {
  await page.open(makeDays(50, 100, ids, dayOf(Date.now())), '#days=0');
  expect(await page.linesAre(5_000)).toBe(5_000);
  expect((await page.shown()).drawn.length).toBeLessThan(60);
  await page.tab.run(() => {
    const region = document.querySelector<HTMLElement>('.lines');
    region?.focus();
    region?.scrollTo(0, region.scrollHeight);
  });
  const rowOf = () => page.tab.run(() => document.querySelector('tr[aria-rowindex="5001"]')?.textContent ?? '');
  expect(await eventually(rowOf, (text) => text !== '')).not.toBe('');
  expect((await page.shown()).drawn.length).toBeLessThan(60);
});

describe('for everyone', () => {
  test.each([
    ['light', false],
    ['dark', true],
  ] as const)('axe finds nothing, in each state, in English and French (%s)', async (_, dark) => {
    const themed = dark ? await startSession(__BROWSER__, { dark: true }) : session;
    const own = await themed.driver.openOwn('welcome.html');
    for (const lang of ['en', 'fr']) {
      await deleteDatabase(own);
      await chooseLedger(own, { on: false, asked: false, keepDays: 0 });
      const tab = await openDashboard(themed, `?lang=${lang}`);
      await tab.waitFor('[data-ledger="ask"]');
      expect(await violations(tab)).toEqual([]);
      await tab.click('[data-do="yes"]');
      await tab.waitFor('[data-ledger="empty"]');
      expect(await violations(tab)).toEqual([]);
      await storeRaw(own, days);
      await tab.close();
      const full = await openDashboard(themed, `?lang=${lang}`);
      await full.waitFor('.timeline svg');
      for (const chart of ['timeline', 'breakdown']) await full.click(`[data-chart="${chart}"] summary`);
      await full.click('[data-do="wipe"]');
      await full.waitFor('[data-notice="wiped"]');
      await full.click('[data-do="undo"]');
      await full.waitFor('[data-chart="timeline"] svg');
      expect(await full.run(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(dark);
      expect(await violations(full)).toEqual([]);
      await full.close();
    }
    await own.close();
    if (dark) await themed.close();
  });

  test.each([320, 640, 1_200])('nothing is cut off or scrolls sideways at %i px', async (width) => {
    // a vendor that reads much, so that its cell is wide
    await page.open(makeDays(40, 3, ['biocatch', ...ids.slice(0, 11)], dayOf(Date.now())), '?lang=fr#days=0');
    await page.tab.resize(width, 800);
    await page.tab.waitFor('.timeline svg');
    const overflow = () => page.tab.run(() => document.documentElement.scrollWidth - innerWidth);
    expect(await eventually(overflow, (pixels) => pixels <= 0)).toBeLessThanOrEqual(0);
  });
});
