/** A ledger in a profile that outlives its browsers: opened and written as a person would. */
import { addDays, type Day } from '../../utils/ledger.ts';
import { toJson } from '../../utils/ledger-file.ts';
import type { World } from '../site/world.ts';
import type { Driver, DriverOptions, Tab } from './driver.ts';
import { chooseLedger, giveFile } from './ledger.ts';

/** Days of the past with so many entries each: whether one is whole can be seen. */
export const ENTRIES = 50;
export function dayNumber(number: number): Day {
  const entries = Array.from({ length: ENTRIES }, (_, at) => {
    return { vendor: 'biocatch', site: `s${at}.example`, stage: 'loaded', visits: 1 + (number % 9) } as const;
  });
  return { day: addDays('2020-01-01', number), entries };
}

export interface Opened {
  readonly driver: Driver;
  /** A dashboard with the ledger on. */
  readonly page: Tab;
}

/** Asks nothing else of the browser, since it is started so often. */
export async function openKept(
  start: (options: DriverOptions) => Promise<Driver>,
  world: World,
  profile: string,
): Promise<Opened> {
  const driver = await start({ world, headless: true, profile });
  const own = await driver.openOwn('welcome.html');
  await own.waitFor('h1');
  await chooseLedger(own, { on: true, asked: true, keepDays: 0 });
  const page = await driver.openOwn('dashboard.html');
  await page.waitFor('[data-content]:not([data-content="loading"])');
  return { driver, page };
}

/** Takes in one file as a person would; resolves when the dashboard says that it is written. */
export async function importDay(page: Tab, number: number): Promise<void> {
  await page.run(() => document.querySelector<HTMLElement>('[data-do="dismiss"]')?.click());
  await giveFile(page, toJson([dayNumber(number)], '2026-11-26'));
  await page.waitFor('[data-notice="imported"]', 10_000);
}
