/**
 * Chromium is killed in the midst of a write: half a record is left at the end of a file. Its databases (LevelDB) read
 * past that at the next start and write on behind it; at the start after that they are thrown away as damaged. Nothing
 * of it may be lost to the person.
 */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { startChromium } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { copiedDays, storedDays } from '../support/ledger.ts';
import { dayNumber, importDay, type Opened, openKept } from '../support/ledger-kept.ts';

declare const __BROWSER__: BrowserName;

/** A record begins with its checksum, length and kind; that many bytes of it were written. */
const HALF = 20;

describe.runIf(__BROWSER__ === 'chromium')('half a record', () => {
  let world: World;
  let profile: string;
  beforeAll(async () => {
    world = await startWorld(SITES);
  });
  afterAll(() => world?.close());
  beforeEach(() => {
    profile = mkdtempSync(join(tmpdir(), 'countergaze-torn-'));
  });
  afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

  const filesOf = (store: string) =>
    readdirSync(join(profile, 'Default', store), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /[/\\](?:chrome-extension_)?[a-p]{32}/.test(join(entry.parentPath, entry.name)),
      )
      .map(({ parentPath, name }) => join(parentPath, name));

  /** Begins the first record of a store's log once more, at its end. */
  function tear(store: string): void {
    const logs = filesOf(store).filter((file) => file.endsWith('.log'));
    expect(logs.length).toBeGreaterThan(0);
    for (const log of logs) appendFileSync(log, readFileSync(log).subarray(0, HALF));
  }

  async function inBrowser<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    const opened = await openKept(startChromium, world, profile);
    try {
      return await work(opened);
    } finally {
      await opened.driver.close();
    }
  }

  const tellsProblem = (page: Opened['page']) =>
    page.run(() => document.querySelector('[data-problem], [data-notice="problem"]') !== null);

  const DAYS = [0, 1, 2].map(dayNumber);

  test('in the ledger: Chromium throws the database away, and every day is there again', {
    timeout: 120_000,
  }, async () => {
    await inBrowser(async ({ page }) => {
      await importDay(page, 0);
      await importDay(page, 1);
    });
    tear('IndexedDB');
    await inBrowser(async ({ page }) => {
      expect(await storedDays(page)).toEqual(DAYS.slice(0, 2)); // read past
      await importDay(page, 2);
    });
    await inBrowser(async ({ page }) => {
      expect(await storedDays(page)).toEqual(DAYS);
      expect(await tellsProblem(page)).toBe(false);
    });
    const journal = filesOf('IndexedDB').find((file) => file.endsWith('LOG')) as string;
    expect(readFileSync(journal, 'utf8'), 'if it no longer does, the copy is not needed').toContain('was missing');
    // What comes back is a ledger like any other: a day more, another loss, and a deletion for good.
    await inBrowser(({ page }) => importDay(page, 3));
    rmSync(join(profile, 'Default', 'IndexedDB'), { recursive: true });
    await inBrowser(async ({ page }) => {
      expect((await storedDays(page)).length).toBe(4);
      await page.click('[data-do="wipe"]');
      await page.waitFor('[data-notice="wiped"]');
      expect(await copiedDays(page)).toEqual([]);
    });
    rmSync(join(profile, 'Default', 'IndexedDB'), { recursive: true });
    await inBrowser(async ({ page }) => expect(await storedDays(page)).toEqual([]));
  });

  test('in the settings: the page of options opens, and the ledger and its copy are whole', {
    timeout: 120_000,
  }, async () => {
    const choose = (page: Opened['page'], country: string) =>
      page.run(async (code) => {
        const { chrome } = globalThis as unknown as { chrome: Storage };
        const { settings } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({ settings: { ...settings, country: code } });
      }, country);
    await inBrowser(async ({ page }) => {
      await importDay(page, 0);
      await choose(page, 'AT');
    });
    for (const log of filesOf('Local Extension Settings').filter((file) => file.endsWith('.log')))
      truncateSync(log, statSync(log).size - HALF);
    await inBrowser(({ page }) => choose(page, 'FR'));
    const driver = await startChromium({ world, headless: true, profile });
    const options = await driver.openOwn('options.html');
    await options.waitFor('#country');
    await driver.close();
    await inBrowser(async ({ page }) => {
      expect(await storedDays(page)).toEqual(DAYS.slice(0, 1));
      expect(await copiedDays(page)).toEqual([DAYS[0]?.day]);
      expect(await tellsProblem(page)).toBe(false);
    });
  });
});

interface Storage {
  readonly storage: {
    readonly local: {
      get(key: string): Promise<{ settings: object }>;
      set(items: object): Promise<void>;
    };
  };
}
