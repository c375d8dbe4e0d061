/** The dashboard beside other pages, and under a hurried hand: no choice is turned back, no visit counted twice. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import vendors from '../../rules/built/vendors.json' with { type: 'json' };
import { dayOf } from '../../utils/ledger.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, eventually, makeDays } from '../support/ledger.ts';
import { type Session, startSession } from '../support/session.ts';

interface Extension {
  readonly storage: { readonly local: { get(key: string): Promise<{ settings?: { ledger?: unknown } }> } };
}

declare const __BROWSER__: BrowserName;

const days = makeDays(40, 3, Object.keys(vendors).slice(0, 12), dayOf(Date.now()));

let session: Session;
let page: DashboardPage;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  page = await DashboardPage.over(session);
});
afterAll(() => session?.close());
beforeEach(() => page.open(days));

const chosen = () =>
  page.own.run(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
    return (await (browser ?? chrome).storage.local.get('settings')).settings?.ledger;
  });

test('a retention chosen here leaves the ledger as another page has switched it', async () => {
  await chooseLedger(page.own, { on: false, asked: true, keepDays: 0 }); // the options, beside this page
  await page.choose('keep', '365');
  const expected = { on: false, asked: true, keepDays: 365 };
  expect(await eventually(chosen, (choice) => JSON.stringify(choice) === JSON.stringify(expected))).toEqual(expected);
});

test('what was wiped stays wiped when something else is tried again, and can still be undone', async () => {
  await page.press('wipe');
  await page.notice('wiped');
  await page.tab.run(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      IDBObjectStore.prototype.put = put;
      throw new DOMException('', 'QuotaExceededError');
    };
  });
  await page.give(JSON.stringify({ countergaze: 'ledger', format: 1, exported: '2026-11-01', days: days.slice(0, 1) }));
  await page.notice('problem');
  await page.press('retry');
  await page.notice('wiped');
  expect(await page.stored()).toEqual([]);
  await page.press('undo');
  await page.notice('restored');
  expect(await page.stored()).toEqual(days);
});

test('a double press on undo brings each visit back once', async () => {
  await page.press('wipe');
  await page.notice('wiped');
  await page.tab.run(() => {
    const button = document.querySelector<HTMLElement>('[data-do="undo"]');
    button?.click();
    button?.click();
  });
  await page.notice('restored');
  await new Promise((resolve) => setTimeout(resolve, 500)); // a second undo would still be writing
  expect(await page.stored()).toEqual(days);
});
