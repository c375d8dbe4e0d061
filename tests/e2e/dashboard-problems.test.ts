/** What can go wrong with the ledger: it is said, and nothing is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import vendors from '../../rules/built/vendors.json' with { type: 'json' };
import { type Day, dayOf } from '../../utils/ledger.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { deleteDatabase, holdDatabase, letGo, makeDays, makeNewer } from '../support/ledger.ts';
import { type Session, startSession } from '../support/session.ts';

interface Extension {
  readonly storage: { readonly session: { set(items: object): Promise<void> } };
}

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

describe('what goes wrong is said, and nothing is lost', () => {
  const problem = async () => {
    await page.tab.waitFor('[data-problem]');
    return page.tab.run(() => document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem);
  };

  test('deleted while open: it is told, what is shown stays and can be put back', async () => {
    await page.open(days);
    await page.linesAre(90);
    await deleteDatabase(page.own);
    expect(await page.notice('problem')).toMatch(/^The ledger was deleted while this page was open\./);
    await page.tab.run(() => document.dispatchEvent(new Event('visibilitychange'))); // looking away and back
    expect((await page.shown()).lines).toBe(90);
    await page.press('put-back');
    expect(await page.notice('imported')).toContain('90 lines');
    expect(await page.stored()).toEqual(days.slice(-30));
  });

  test('damaged records are left out and counted, the others are shown', async () => {
    const [day, ...others] = days.slice(-3) as [Day, Day, Day];
    const damaged = { ...day, entries: [...day.entries, { vendor: 7 }, 'x'] };
    await page.open([damaged, { day: 'nonsense' }, ...others]);
    await page.choose('days', '0');
    await page.tab.waitFor('.remark');
    const said = () => page.tab.run(() => document.querySelector('.remark')?.textContent);
    expect(await said()).toBe('3 lines could not be read and are left out.');
    expect(await page.linesAre(9)).toBe(9);
  });

  test('written by a newer version: it is told, and left alone', async () => {
    await page.open([]);
    await page.tab.close();
    await makeNewer(page.own);
    await page.reopen();
    expect(await problem()).toBe('newer');
  });

  test('blocked by another page: it is told, and works once that is closed', async () => {
    await page.open(days);
    await page.tab.close();
    await holdDatabase(page.own);
    await page.reopen();
    expect(await problem()).toBe('blocked');
    await letGo(page.own);
    await page.press('retry');
    await page.tab.waitFor('[data-content="read"]');
  });

  // No browser lets a test fill the disk of one extension, so the page's own IndexedDB refuses the third record.
  test('a full disk: it is told, and no half of an import stays', async () => {
    await page.open(days.slice(-5));
    await page.tab.run(() => {
      const { put } = IDBObjectStore.prototype;
      let room = 2;
      IDBObjectStore.prototype.put = function (...args) {
        if (room-- <= 0) throw new DOMException('', 'QuotaExceededError');
        return put.apply(this, args);
      };
    });
    await page.give(JSON.stringify({ countergaze: 'ledger', format: 1, exported: '2026-11-01', days }));
    expect(await page.notice('problem')).toMatch(/^The disk or the browser’s storage is full\./);
    expect(await page.stored()).toEqual(days.slice(-5));
  });

  test('an undo that fails can be tried again: what was wiped is not lost', async () => {
    await page.open(days);
    await page.press('wipe');
    await page.notice('wiped');
    await page.tab.run(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        IDBObjectStore.prototype.put = put;
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await page.press('undo');
    await page.notice('problem');
    await page.press('dismiss');
    await page.notice('wiped');
    await page.press('undo');
    await page.notice('restored');
    expect(await page.stored()).toEqual(days);
  });

  test('what keeps the background from writing is told by the dashboard', async () => {
    await page.open(days);
    await page.own.run(async () => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
      await (browser ?? chrome).storage.session.set({ ledgerTrouble: 'full' });
    });
    await page.reopen();
    expect(await page.notice('problem')).toMatch(/^The disk or the browser’s storage is full\./);
  });
});
