/** Every flow of the product with a keyboard and nothing else, as far as the tests of its page do not go through it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../utils/ledger.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseOn, pressOn, tabTo } from '../support/keyboard.ts';
import { chooseLedger, deleteDatabase, eventually, makeDays } from '../support/ledger.ts';
import { noticeIn, readNotice, stored } from '../support/notice.ts';
import { savedWhile } from '../support/saved-file.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const days = makeDays(40, 3, ['biocatch', 'onfido', 'seon'], dayOf(Date.now()));

let session: Session;
let visited: Tab;
let tabId: number;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  ({ tab: visited, tabId } = await visit(session, bank));
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
});
afterAll(() => session?.close());

async function open(page: string, selector = 'h1'): Promise<Tab> {
  const tab = await session.driver.openOwn(page);
  await tab.waitFor(selector);
  return tab;
}

/** What a page of the extension holds in a field, a list or a switch. */
const standing = (tab: Tab, selector: string) =>
  tab.run((field) => {
    const element = document.querySelector<HTMLInputElement | HTMLSelectElement>(field);
    return element?.type === 'checkbox' ? (element as HTMLInputElement).checked : element?.value;
  }, selector);

describe('the popup', () => {
  let popup: Tab;
  beforeEach(async () => {
    popup = await session.popup(tabId);
    await readPopup(popup);
  });
  afterEach(() => popup.close());

  const leads = async (selector: string, page: string) => {
    const address = `${session.driver.ownOrigin()}/${page}`;
    const before = await session.countTabs(address);
    await pressOn(popup, selector);
    await expect.poll(() => session.countTabs(address), { timeout: 8_000 }).toBe(before + 1);
  };

  test('evidence is opened, with its sources, and closed', async () => {
    await pressOn(popup, '[data-vendor="biocatch"] .evidence summary');
    await popup.waitFor('[data-vendor="biocatch"] .evidence[open] .sources a');
    await tabTo(popup, '[data-vendor="biocatch"] .sources a');
    await pressOn(popup, '[data-vendor="biocatch"] .evidence summary', ' ');
    await popup.waitFor('[data-vendor="biocatch"] .evidence:not([open])');
  });

  test('a vendor is blocked here, and no longer', async () => {
    const control = '[data-vendor="seon"] .block-control';
    await pressOn(popup, `${control} summary`);
    await pressOn(popup, `${control} [data-block="here"]`);
    await popup.waitFor(`${control}[data-standing="here"] [data-block="reload"]`);
    await pressOn(popup, `${control} [data-block="undo"]`);
    await popup.waitFor(`${control}[data-standing="free"]`);
  });

  test('the site is paused for an hour, and looked at again', async () => {
    await pressOn(popup, '.pause-menu summary');
    await pressOn(popup, '[data-pause="hour"]');
    await popup.waitFor('[data-state="paused"]');
    await pressOn(popup, '[data-state="paused"] button');
    await popup.waitFor('[data-state="unwatched"]');
    await visited.reload();
    await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  });

  test('the scripts are searched', async () => {
    await pressOn(popup, '[data-do="scan"]');
    await popup.waitFor('[data-scan="done"]', 30_000);
  });

  test('what one can do is unfolded, and what leads to it reached', async () => {
    await tabTo(popup, '.action a.button');
    await pressOn(popup, '.actions details summary');
    await popup.waitFor('.actions details[open]');
    await tabTo(popup, '.actions details a.button');
  });

  test('each of its pages opens: evidence, sharing, a letter, the entry, the history, the list, the options', async () => {
    await leads('[data-act="evidence"]', 'evidence.html');
    await leads('[data-act="share"]', 'share.html');
    await leads('[data-vendor="biocatch"] a[href^="/letter.html"]', 'letter.html');
    await leads('[data-vendor="biocatch"] a[href^="/list.html"]', 'list.html#biocatch');
    await leads('a[href^="/campaign.html"]', 'campaign.html');
    await leads('nav a[href="/options.html"]', 'options.html');
  });
});

describe('the pages about a finding', () => {
  test('a letter: its kind is chosen, and it is copied', async () => {
    const tab = await open(`letter.html?tabId=${tabId}&finding=0`, '#letter-text');
    await chooseOn(tab, '#letter-kind', 'erasure');
    await pressOn(tab, '.ways button');
    const said = () => tab.run(() => document.querySelector<HTMLElement>('.ways [role="status"]')?.innerText);
    expect(await eventually(said, (text) => text === 'Copied.')).toBe('Copied.');
    await tab.close();
  });

  test('evidence is saved', async () => {
    const tab = await open(`evidence.html?tabId=${tabId}`, '[data-evidence]');
    const file = await savedWhile(tab, () => pressOn(tab, '[data-do="save"]'));
    expect(JSON.parse(file.toString('utf8')).page).toBe(bank.url);
    await tab.close();
  });

  test('a finding is chosen, copied as text, and saved as a picture', async () => {
    const tab = await open(`share.html?tabId=${tabId}`, 'canvas[data-drawn]');
    await chooseOn(tab, 'select', 'biocatch');
    await tab.waitFor('[data-shared="biocatch"] canvas[data-drawn]');
    await pressOn(tab, '[data-do="copy"]');
    await tab.waitFor('[data-copied="copied"]');
    const file = await savedWhile(tab, () => pressOn(tab, '[data-do="save-picture"]'));
    expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
    await tab.close();
  });

  test('a mistake is written down and copied', async () => {
    const tab = await open(`mistake.html?tabId=${tabId}`, '[data-mistake]');
    await tabTo(tab, 'textarea[name="text"]');
    await tab.type('Seen by me');
    expect(await standing(tab, 'textarea')).toContain('Seen by me');
    await pressOn(tab, '[data-do="copy"]');
    await tab.waitFor('[data-copied="copied"]');
    await tab.close();
  });
});

test('the list: filters are chosen, and cleared', async () => {
  const tab = await open('list.html', '.dossier');
  const count = () => tab.run(() => document.querySelectorAll('.dossier').length);
  const all = await count();
  await chooseOn(tab, '#filter-modality', 'iris');
  await tab.waitFor('.count button');
  expect(await count()).toBeLessThan(all);
  await pressOn(tab, '.count button');
  expect(await eventually(count, (now) => now === all)).toBe(all);
  expect(await tab.run(() => document.activeElement?.id)).toBe('filter-words');
  await tab.close();
});

describe('the options', () => {
  let options: Tab;
  beforeEach(async () => {
    options = await open('options.html', '[data-command]');
  });
  /** What is stored, once this is in it, or the time is up. */
  const kept = (part: string) =>
    eventually(
      () => options.run(storedSettings),
      (text) => text.includes(part),
    );
  afterEach(async () => {
    await pressOn(options, '[data-do="reset"]');
    await options.waitFor('[data-message="reset"]');
    await options.close();
  });

  test.each([
    ['#country', 'FR', '"country":"FR"'],
    ['#notice', 'off', '"mode":"off"'],
    ['#keep', '30', '"keepDays":30'],
  ])('%s is chosen', async (field, value, part) => {
    await chooseOn(options, field, value);
    expect(await kept(part)).toContain(part);
  });

  test.each([
    ['#ledger', '"on":true'],
    ['#block-silent', '"blockSilent":true'],
  ])('%s is switched', async (field, part) => {
    await pressOn(options, field, ' ');
    expect(await kept(part)).toContain(part);
  });

  test('settings are saved, reset, and brought back; the way to a file opens the browser’s own question', async () => {
    const file = await savedWhile(options, () => pressOn(options, '[data-do="export"]'));
    expect(JSON.parse(file.toString('utf8')).countergaze).toBe('settings');
    await tabTo(options, '#badge');
    await options.press(' ');
    await pressOn(options, '[data-do="reset"]');
    await options.waitFor('[data-message="reset"]');
    expect(await standing(options, '#badge')).toBe(true);
    await pressOn(options, '[data-do="undo"]');
    await options.waitFor('[data-message="undone"]');
    expect(await standing(options, '#badge')).toBe(false);
    expect(await asksForFile(options, '[data-do="import"]')).toBe(true);
  });
});

/** Runs in a page of the extension. */
async function storedSettings(): Promise<string> {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Kept }>;
  return JSON.stringify(await (browser ?? chrome).storage.local.get('settings'));
}

/** Presses a button for a file, which the browser itself then asks for; that no test can answer by keys. */
async function asksForFile(tab: Tab, button: string): Promise<boolean> {
  await tab.run((selector) => {
    document.querySelector(`${selector} + input[type="file"]`)?.addEventListener('click', (event) => {
      event.preventDefault();
      document.documentElement.dataset.asked = '';
    });
  }, button);
  await pressOn(tab, button);
  return tab.run(() => 'asked' in document.documentElement.dataset);
}

test('the dashboard: agreed to, filtered, scrolled, taken out and in, wiped and brought back', async () => {
  const page = await DashboardPage.over(session);
  await deleteDatabase(page.own);
  await chooseLedger(page.own, { on: false, asked: false, keepDays: 90 }); // nobody is asked twice, not even after a reset
  await page.reopen();
  await pressOn(page.tab, '[data-ledger="ask"] [data-do="yes"]');
  await page.tab.waitFor('[data-ledger="empty"]');
  await page.open(days);
  await chooseOn(page.tab, '[name="days"]', '0');
  expect(await page.linesAre(120)).toBe(120);
  await chooseOn(page.tab, '[name="vendor"]', 'onfido');
  expect(await page.linesAre(40)).toBe(40);
  await tabTo(page.tab, '[name="site"]');
  await page.tab.type('nowhere');
  await page.tab.waitFor('[data-ledger="none"]');
  await pressOn(page.tab, '[data-do="all"]');
  expect(await page.linesAre(120)).toBe(120);
  await pressOn(page.tab, '[data-chart="timeline"] summary');
  await page.tab.waitFor('[data-chart="timeline"] [open] table');
  await tabTo(page.tab, '.lines');
  for (let presses = 0; presses < 10; presses++) await page.tab.press('ArrowDown');
  const top = () => page.tab.run(() => document.querySelector('.lines')?.scrollTop ?? 0);
  expect(await eventually(top, (pixels) => pixels > 100)).toBeGreaterThan(100);
  const file = await savedWhile(page.tab, () => pressOn(page.tab, '[data-do="csv"]'));
  expect(file.toString('utf8').trimEnd().split('\r\n')).toHaveLength(121);
  expect(await asksForFile(page.tab, '[data-do="import"]')).toBe(true);
  await chooseOn(page.tab, '[name="keep"]', '30');
  await page.notice('shortened');
  await pressOn(page.tab, '[data-do="undo"]');
  await page.notice('restored');
  await pressOn(page.tab, '[data-do="wipe"]');
  await page.notice('wiped');
  await pressOn(page.tab, '[data-do="undo"]');
  await page.notice('restored');
  expect(await page.stored()).toEqual(days);
  await page.tab.close();
  await page.own.close();
});

test.each([
  ['on this site', 'Silence on this site', { mode: 'default', silencedSites: ['b.notice.example'] }],
  ['everywhere', 'Silence everywhere', { mode: 'off' }],
])('the notice is silenced %s', async (_, words, expected) => {
  const own = await open('welcome.html');
  await own.run(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Storages }>;
    const { local, session: memory } = (browser ?? chrome).storage;
    await local.set({ settings: {} });
    await memory.remove('noticed');
  });
  const tab = await session.driver.open();
  await tab.visit('https://b.notice.example/corners');
  const id = await session.tabIdOf('https://b.notice.example/corners');
  await noticeIn(own, id);
  await new Promise((resolve) => setTimeout(resolve, 700)); // it takes no press before it has stood for a while
  for (let stops = 0; stops < 8 && (await readNotice(own, id))?.focused !== words; stops++) await tab.press('Tab');
  await tab.press('Enter');
  expect(
    await eventually(
      () => stored(own),
      ({ mode, silencedSites }) => mode === 'off' || silencedSites.length > 0,
    ),
  ).toMatchObject(expected);
  await tab.close();
  await own.close();
});

interface Kept {
  readonly local: { get(key: string): Promise<object> };
}
interface Storages {
  readonly local: { set(items: object): Promise<void> };
  readonly session: { remove(key: string): Promise<void> };
}
