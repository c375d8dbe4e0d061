/** The browser dies, a disk is damaged, memory is full, a version follows another: what was there stays there. */
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { addDays, type Day } from '../../utils/ledger.ts';
import { toJson } from '../../utils/ledger-file.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { CHROMIUM_BUILD, startChromium } from '../support/chromium.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { DriverOptions, Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD, startFirefox } from '../support/firefox.ts';
import { Installed, keptVersions, plant } from '../support/kept-profile.ts';
import { chooseLedger, eventually, openDashboard, storedDays } from '../support/ledger.ts';
import { dayNumber, ENTRIES, importDay, openKept } from '../support/ledger-kept.ts';
import { randomNumbers, scaled, sleep } from '../support/scale.ts';
import { claims, isTrueOf, popupContent, type Session, sessionOf, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const start = __BROWSER__ === 'chromium' ? startChromium : startFirefox;
const build = __BROWSER__ === 'chromium' ? CHROMIUM_BUILD : FIREFOX_BUILD;
const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;

let world: World;
let profile: string;
/** A profile in which something was lost is kept, to be looked at. */
let isKept = false;
beforeAll(async () => {
  world = await startWorld(SITES);
  profile = mkdtempSync(join(tmpdir(), 'countergaze-faults-'));
});
afterAll(async () => {
  await world?.close();
  if (!isKept) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function open(options: Partial<DriverOptions> = {}): Promise<Session> {
  return sessionOf(await start({ world, headless: true, profile, ...options }), null); // which would end the world
}

async function expectBankFound(session: Session): Promise<Tab> {
  const { tab, tabId } = await visit(session, bank);
  expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  expect(await session.badge(tabId)).toBe('2');
  return tab;
}

describe('the browser is killed while it writes', () => {
  /** 100 in `npm run test:soak`. */
  const CRASHES = scaled('CRASHES', 1);
  const random = randomNumbers(100);

  const openLedger = () => openKept(start, world, profile);

  test(`${CRASHES} times: it opens, and no written line is lost`, { timeout: 60_000 + CRASHES * 20_000 }, async () => {
    onTestFailed(() => {
      isKept = true;
      console.error(`the profile is kept: ${profile}`);
    });
    let acknowledged = 0;
    let attempted = 0;
    for (let crash = 0; crash < CRASHES; crash++) {
      const { driver, page } = await openLedger();
      const writing = (async () => {
        for (;;) {
          await importDay(page, attempted++);
          acknowledged = attempted;
        }
      })().catch(() => {});
      await sleep(200 + random() * 1_200);
      await driver.crash();
      await writing;
      const again = await openLedger();
      const days = await storedDays(again.page);
      expect(days.filter(({ entries }) => entries.length !== ENTRIES)).toEqual([]); // no half of a file
      expect(days.length, `after ${crash + 1} kills`).toBeGreaterThanOrEqual(acknowledged);
      expect(days.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, at) => dayNumber(at)));
      attempted = acknowledged = days.length; // one that was written, but not yet said to be
      expect(await again.page.run(() => document.querySelector('[data-problem]') === null)).toBe(true);
      await again.driver.close();
    }
    expect(acknowledged).toBeGreaterThan(0);
    console.log(`${__BROWSER__}: ${CRASHES} kills, ${acknowledged * ENTRIES} lines written, 0 lost`);
  });
});

test('the files of the ledger are damaged: it is whole, said to be broken or begun anew, and pages are judged as ever', async () => {
  const before = await openKept(start, world, profile);
  const days = await storedDays(before.page);
  expect(days.length).toBeGreaterThan(0);
  await before.driver.close();
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isOurs = /chrome-extension_|moz-extension/.test(path) && /\.(?:ldb|log|sqlite)$|MANIFEST|CURRENT/.test(path);
    if (!entry.isFile() || !isOurs) continue;
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(8_192, 'damaged '), 0, 8_192, 0);
    closeSync(file);
  }
  const session = await open();
  const dashboard = await openDashboard(session);
  const shown = await dashboard.run(() => ({
    problem: document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem,
    ledger: document.querySelector<HTMLElement>('[data-ledger]')?.dataset.ledger,
  }));
  expect(shown.problem === 'broken' || shown.ledger !== undefined, JSON.stringify(shown)).toBe(true);
  if (__BROWSER__ === 'chromium') expect(await storedDays(dashboard)).toEqual(days); // out of the copy
  await chooseLedger(dashboard, { on: true, asked: true, keepDays: 0 });
  await expectBankFound(session);
  await session.close();
});

describe('no room', () => {
  const QUOTA = 3 * 1024 * 1024;
  let session: Session;
  beforeAll(async () => {
    session = await startSession(__BROWSER__, { quota: QUOTA });
  });
  afterAll(() => session?.close());

  // Chromium takes its own quota for an extension, whatever it is told; see dashboard-problems.test.ts for that.
  test.runIf(__BROWSER__ === 'firefox')(
    'on the disk: it is told, no half of a file stays, and there is room again afterwards',
    async () => {
      const page = await DashboardPage.over(session);
      await page.open([dayNumber(1)]);
      await page.give(toJson(incompressible(), '2026-11-26'));
      expect(await page.notice('problem')).toMatch(/^The disk or the browser’s storage is full\./);
      expect(await page.stored()).toEqual([dayNumber(1)]);
      await page.give(toJson([dayNumber(2)], '2026-11-26'));
      await page.notice('imported');
      expect(await page.stored()).toEqual([dayNumber(1), dayNumber(2)]);
    },
  );

  test('in session storage, which other pages have filled: the newest page is kept all the same', async () => {
    const stored = await session.inOwnPage(fillSessionStorage);
    console.log(`${__BROWSER__}: session storage full: ${stored.isFull}, after ${stored.pages} pages`);
    await session.driver.crashBackground();
    const tab = await expectBankFound(session);
    await session.driver.crashBackground();
    const tabId = await session.tabIdOf(bank.url);
    expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
    await tab.close();
  });
});

/** Some 8 MB that no store can pack into less than 4. */
function incompressible(): Day[] {
  const random = randomNumbers(3);
  const letters = () => random().toString(36).slice(2, 12);
  const site = () => Array.from({ length: 20 }, letters).join('');
  return Array.from({ length: 40 }, (_, at) => ({
    day: addDays('2021-01-01', at),
    entries: Array.from(
      { length: 1_000 },
      () => ({ vendor: 'seon', site: site(), stage: 'loaded', visits: 1 }) as const,
    ),
  }));
}

/** As many full pages of other tabs as fit, then something in the rest of the room. */
async function fillSessionStorage(): Promise<{ pages: number; isFull: boolean }> {
  const scope = globalThis as unknown as Record<
    'browser' | 'chrome',
    { storage: { session: { set(items: object): Promise<void> } } }
  >;
  const { session: area } = (scope.browser ?? scope.chrome).storage;
  const put = (key: string, value: unknown) =>
    area.set({ [key]: value }).then(
      () => true,
      () => false,
    );
  const said = { vendor: 'onfido', signature: 'host:onfido.com', stage: 'loaded', weak: false, via: 'request' };
  const url = `https://sdk.onfido.com/${'x'.repeat(270)}`;
  const page = (at: number) => {
    const sightings = Array.from({ length: 120 }, (_, each) => ({ ...said, url, frame: `f${each}.example`, at }));
    return { tabId: 100_000 + at, documentId: 'd', sightings };
  };
  for (let pages = 0; pages < 290; pages++) {
    if (await put(`page:${100_000 + pages}:d`, page(pages))) continue;
    for (let room = 65_536; room >= 64; room /= 2)
      while (await put(`filler ${room} ${Math.random()}`, 'x'.repeat(room)));
    return { pages, isFull: true };
  }
  return { pages: 290, isFull: false };
}

test.each(keptVersions().map((kept) => [kept.version, kept] as const))(
  'an update from %s takes over settings and ledger',
  async (version, kept) => {
    const installed = new Installed();
    const folder = mkdtempSync(join(tmpdir(), 'countergaze-update-'));
    installed.put(build, `${version}.0`); // what went before, by its data; a lower number than the one that follows
    const before = await open({ profile: folder, build: installed.folder });
    await before.inOwnPage(() => undefined);
    await plant(await before.driver.openOwn('welcome.html'), kept);
    await before.close();

    installed.put(build, '999.0');
    const session = await open({ profile: folder, build: installed.folder });
    const dashboard = await openDashboard(session, '#days=0');
    expect(await storedDays(dashboard)).toEqual(kept.days);
    const lines = kept.days.reduce((sum, { entries }) => sum + entries.length, 0);
    const shown = () =>
      dashboard.run(() => Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')));
    expect(await shown()).toBe(lines + 1);
    expect(await session.inOwnPage(readBack)).toMatchObject({ version: '999.0', local: kept.local });
    const options = await session.driver.openOwn('options.html');
    await options.waitFor('.site');
    const sites = await options.run(() =>
      [...document.querySelectorAll('.site')].map(({ textContent }) => textContent),
    );
    expect(sites).toEqual(kept.local.settings.pausedSites);
    await expectBankFound(session);
    const after = await eventually(
      () => storedDays(dashboard),
      (days) => days.flatMap(({ entries }) => entries).reduce((sum, { visits }) => sum + visits, 0) > lines,
    );
    for (const { day, entries } of kept.days) {
      const now = after.find((each) => each.day === day)?.entries ?? [];
      for (const { vendor, site } of entries)
        expect(now.some((each) => each.vendor === vendor && each.site === site)).toBe(true);
    }
    await session.close();
    installed.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
);

async function readBack() {
  interface Api {
    readonly runtime: { getManifest(): { version: string } };
    readonly storage: { readonly local: { get(): Promise<object> } };
  }
  const scope = globalThis as unknown as Record<'browser' | 'chrome', Api>;
  const { runtime, storage } = scope.browser ?? scope.chrome;
  return { version: runtime.getManifest().version, local: await storage.local.get() };
}
