/** The ledger taken out as a file, taken in again, and wiped. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import vendors from '../../rules/built/vendors.json' with { type: 'json' };
import { type Day, dayOf } from '../../utils/ledger.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, makeDays, storeRaw } from '../support/ledger.ts';
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

describe('taking out and in', () => {
  test('what was exported comes back whole into an empty ledger, and twice changes nothing', async () => {
    await page.open(days);
    const file = await page.exported('json');
    await page.open([]);
    await page.give(file);
    expect(await page.notice('imported')).toBe('120 lines imported.');
    expect(await page.stored()).toEqual(days);
    await page.give(file);
    await page.notice('imported');
    expect(await page.stored()).toEqual(days);
  });

  test('an import adds to what is there; what is past the retention is left out, and said', async () => {
    await page.open(days.slice(-1));
    await chooseLedger(page.own, { on: true, asked: true, keepDays: 30 });
    await page.reopen();
    await page.give(JSON.stringify({ countergaze: 'ledger', format: 1, exported: '2026-01-01', days }));
    expect(await page.notice('imported')).toBe(
      '90 lines imported. 30 older lines were left out: they are past the time you keep.',
    );
    expect(await page.stored()).toEqual(days.slice(-30));
  });

  test('the CSV has one line an entry', async () => {
    await page.open(days);
    const lines = (await page.exported('csv')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe('day,vendor,name,site,stage,visits');
  });

  test.each([
    ['half a file', '{"countergaze":"ledger",', 'This file is damaged or is no JSON. Nothing was changed.'],
    ['another file', '{}', 'This file is not a ledger of Countergaze. Nothing was changed.'],
    [
      'a bad part',
      `{"countergaze":"ledger","format":1,"exported":"2026-01-01","days":[${JSON.stringify(days[0])},{"day":"2026-01-01","entries":[{"vendor":"<b>"}]}]}`,
      'This file is damaged at “days.1.entries.0.vendor”. Nothing was changed.',
    ],
  ])('%s is refused in words, nothing is lost', async (_, text, words) => {
    await page.open(days);
    await page.give(text);
    expect(await page.notice('refused')).toBe(words);
    expect(await page.stored()).toEqual(days);
  });
});

describe('wiping', () => {
  test('wipes the disk at once, and undo brings everything back', async () => {
    await page.open(days);
    await page.press('wipe');
    expect(await page.notice('wiped')).toBe('40 days wiped. You can undo this as long as this message is shown.');
    expect(await page.stored()).toEqual([]);
    await page.tab.waitFor('[data-ledger="empty"]');
    await page.press('undo');
    expect(await page.notice('restored')).toBe('Everything is back.');
    expect(await page.stored()).toEqual(days);
  });

  test('what came meanwhile adds up with what comes back', async () => {
    const day = days.at(-1) as Day;
    await page.open([day]);
    await page.press('wipe');
    await page.notice('wiped');
    await storeRaw(page.own, [day]);
    await page.press('undo');
    await page.notice('restored');
    const visits = (each: Day | undefined) => each?.entries.map((entry) => entry.visits);
    expect(visits((await page.stored())[0])).toEqual(visits(day)?.map((count) => 2 * count));
  });

  test('a shorter retention deletes at once, and undo brings back both', async () => {
    await page.open(days);
    await page.choose('keep', '30');
    expect(await page.notice('shortened')).toBe(
      '10 older days deleted. You can undo this as long as this message is shown.',
    );
    expect(await page.stored()).toEqual(days.slice(-30));
    await page.press('undo');
    await page.notice('restored');
    expect(await page.stored()).toEqual(days);
    expect(await page.tab.run(() => document.querySelector<HTMLSelectElement>('[name="keep"]')?.value)).toBe('0');
  });
});
