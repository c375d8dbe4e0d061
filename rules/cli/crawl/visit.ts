/** One visit: a browser of its own with the extension in it, so that nothing of one page reaches the next. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { type ExtensionBrowser, launchWithExtension } from '../browser/chromium.ts';
import { ANSWERED, readAnswer } from '../browser/popup.ts';
import { Acts } from './acts.ts';
import { bare, type PageRecord } from './record.ts';
import { reasonOf } from './robots.ts';
import { TELL, watchActs } from './watch-acts.ts';

export interface VisitOptions {
  /** The crawl's folder. */
  readonly out: string;
  /** Seconds to look on after the page has loaded. */
  readonly settle: number;
  readonly flags: readonly string[];
  readonly userAgent: string;
}

const LOAD_TIMEOUT = 30_000;
/** A page that never lets go of its thread is given up after this, besides the time to settle. */
const LOOK_TIMEOUT = 60_000;
const CLOSE_TIMEOUT = 15_000;

type Seen = Pick<PageRecord, 'landed' | 'state' | 'claims'>;

/** Visits a page and tells what the extension and the instruments saw; an error becomes a record of it. */
export async function visit(url: string, options: VisitOptions): Promise<PageRecord> {
  const acts = new Acts();
  const har = join('har', harName(url));
  const part = join(options.out, `${har}.part`);
  mkdirSync(join(options.out, 'har'), { recursive: true });
  const record = () => ({ url, at: new Date().toISOString(), acts: acts.all(), requests: acts.requests });
  try {
    const seen = await see(url, part, acts, options);
    keepRecording(part, join(options.out, har));
    return { ...record(), outcome: 'visited', ...seen, har };
  } catch (error) {
    rmSync(part, { force: true });
    return { ...record(), outcome: 'failed', why: reasonOf(error), claims: [] };
  }
}

async function see(url: string, part: string, acts: Acts, options: VisitOptions): Promise<Seen> {
  const browser = await launch(part, options);
  try {
    return await inTime(look(browser, url, acts, options.settle), LOOK_TIMEOUT + 1000 * options.settle);
  } finally {
    await shut(browser);
  }
}

/** Closes a browser; one that a page keeps from closing is made to crash, and leaves no recording. Never throws. */
export async function shut({ context, close }: Pick<ExtensionBrowser, 'context' | 'close'>, within = CLOSE_TIMEOUT) {
  try {
    await inTime(close(), within);
  } catch {
    await inTime(crash(context), within).catch(() => {}); // nobody is left to answer
  }
}

async function crash(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Browser.crash');
}

/** Puts a recording in its place: whole, or not there. */
export function keepRecording(part: string, place: string): void {
  if (!existsSync(part)) throw new Error('the browser could not be closed, so that it left no recording');
  keepVisited(part);
  renameSync(part, place);
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  work.catch(() => {}); // once it is given up, its own end is of no interest
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function harName(url: string): string {
  return `${new URL(url).hostname}-${createHash('sha256').update(url).digest('hex').slice(0, 10)}.har`;
}

/** Takes the extension's own pages, which asked for nothing, out of a recording. */
function keepVisited(file: string): void {
  const { log } = JSON.parse(readFileSync(file, 'utf8'));
  const asked = new Set(log.entries.map(({ pageref }: { pageref: string }) => pageref));
  log.pages = log.pages.filter(({ id }: { id: string }) => asked.has(id));
  writeFileSync(file, JSON.stringify({ log }));
}

function launch(har: string, { flags, userAgent }: VisitOptions): Promise<ExtensionBrowser> {
  return launchWithExtension(flags, {
    headless: true,
    userAgent,
    handleSIGINT: false, // the first Ctrl+C lets the pages under way end
    recordHar: { path: har, content: 'omit', urlFilter: /^(?:https?|wss?):/ },
  });
}

async function look(browser: ExtensionBrowser, url: string, acts: Acts, settle: number): Promise<Seen> {
  const { context, origin } = browser;
  const popup = await context.newPage();
  // A browser that has just been given an extension may load a page before the extension listens.
  await popup.goto(`${origin}/popup.html?tabId=0`);
  await popup.waitForSelector(ANSWERED, { state: 'attached' });
  await instrument(context, acts);
  const page = await context.newPage();
  const status = (await page.goto(url, { waitUntil: 'load', timeout: LOAD_TIMEOUT }))?.status() ?? 0;
  if (status >= 400) throw new Error(`status ${status}`);
  await gesture(page);
  await page.waitForTimeout(1000 * settle);
  const landed = page.url();
  await popup.goto(`${origin}/popup.html?tabId=${await tabIdOf(popup, landed)}`);
  await popup.waitForSelector(ANSWERED, { state: 'attached' });
  const { state, found } = await popup.evaluate(readAnswer);
  if (state === 'unreachable' || bare(landed) === '')
    throw new Error(`it led to ${landed.slice(0, 80)}, where nothing can be seen`);
  const claims = found.map(({ vendor, stage, evidence }) => ({ vendor, stage, evidence }));
  return { landed: bare(landed), state, claims };
}

async function instrument(context: BrowserContext, acts: Acts): Promise<void> {
  context.on('request', (request) => {
    if (bare(request.url()) !== '') acts.onRequest(request.url());
  });
  await context.exposeBinding(TELL, (_, deed) => acts.onDeed(deed));
  await context.addInitScript(watchActs, TELL);
}

/** Moves the pointer, scrolls, presses a key that types nothing: what those who watch input wait for. */
async function gesture(page: Page): Promise<void> {
  for (const [x, y] of [
    [200, 150],
    [420, 300],
    [360, 500],
  ] as const)
    await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.wheel(0, 400);
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift');
}

async function tabIdOf(popup: Page, url: string): Promise<number> {
  return popup.evaluate(async (wanted) => {
    const { chrome } = globalThis as unknown as {
      chrome: { tabs: { query(filter: object): Promise<{ id?: number; url?: string }[]> } };
    };
    return (await chrome.tabs.query({})).find((tab) => tab.url === wanted)?.id ?? -1;
  }, url);
}
