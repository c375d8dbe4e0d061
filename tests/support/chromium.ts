/** Chromium through Playwright. */
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { CHROMIUM_BUILD, launchWithExtension } from '../../rules/cli/browser/chromium.ts';
import { type Driver, type DriverOptions, LONGEST_WAIT, type Tab } from './driver.ts';

export { CHROMIUM_BUILD };

/** Flags by which every host name leads to the world. */
export function worldFlags(world: DriverOptions['world']): string[] {
  if (world === null) return [];
  return [
    `--host-resolver-rules=MAP * 127.0.0.1:${world.port}`,
    `--ignore-certificate-errors-spki-list=${world.fingerprint}`,
  ];
}

export async function startChromium(options: DriverOptions): Promise<Driver> {
  const { world, headless, dark = false, build, beside, profile: kept } = options;
  const looks = { headless, colorScheme: dark ? 'dark' : 'light' } as const;
  const given = { build, beside, profile: kept };
  const { context, origin, profile, close } = await launchWithExtension(worldFlags(world), looks, given);
  const killer = new WorkerKiller(context, origin);
  const open = async (): Promise<{ tab: Tab; page: Page }> => {
    const page = await context.newPage();
    return { tab: toTab(page), page };
  };
  return {
    name: 'chromium',
    open: async () => (await open()).tab,
    async openOwn(path) {
      const { tab, page } = await open();
      await page.goto(`${origin}/${path}`);
      return tab;
    },
    grantCamera: (site) => context.grantPermissions(['camera'], { origin: site }),
    allowPrivateWindows: () => allowIncognito(context, origin),
    ownOrigin: () => origin,
    async killBackground() {
      await killer.kill();
    },
    crashBackground: () => killer.kill(),
    crash: () => crash(context, profile),
    ended: () => new Promise((resolve) => context.once('close', () => resolve())),
    close,
  };
}

/** Chromium keeps the number of its process in the profile's lock. */
async function crash(context: BrowserContext, profile: string): Promise<void> {
  const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
  const ended = new Promise((resolve) => context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await ended;
}

/** Presses "Allow in Incognito"; the extension starts anew. */
async function allowIncognito(context: BrowserContext, origin: string): Promise<void> {
  const restarted = context.waitForEvent('serviceworker');
  await configure(context, origin, { incognitoAccess: true });
  await restarted;
}

/** Changes what the person can about an extension, through the API of Chromium's own extensions page. */
export async function configure(context: BrowserContext, origin: string, change: object): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async (whole) => {
      const { chrome } = globalThis as unknown as {
        chrome: { developerPrivate: { updateExtensionConfiguration(change: object): Promise<void> } };
      };
      await chrome.developerPrivate.updateExtensionConfiguration(whole);
    },
    { extensionId: new URL(origin).host, ...change },
  );
  await page.close();
}

/** Stops the extension's service worker, as the browser does after some idle time; events start it again. */
class WorkerKiller {
  readonly #context: BrowserContext;
  readonly #origin: string;
  #session: Promise<CDPSession> | undefined;
  #isRunning = false;
  #stops = 0;

  constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
  }

  /** False when it was not running. */
  async kill(): Promise<boolean> {
    this.#session ??= this.#open();
    const session = await this.#session;
    const before = this.#stops;
    await session.send('ServiceWorker.stopAllWorkers');
    // It may be started again at once: what counts is that it has stopped since.
    for (let wait = 0; this.#isRunning && this.#stops === before && wait < 200; wait++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return this.#stops > before;
  }

  async #open(): Promise<CDPSession> {
    const page = await this.#context.newPage();
    page.once('close', () => {
      this.#session = undefined; // the extension was started anew
    });
    await page.goto(`${this.#origin}/icon/quiet-16.png`);
    const session = await this.#context.newCDPSession(page);
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { scriptURL, runningStatus } of versions) {
        if (!scriptURL.startsWith(this.#origin)) continue;
        if (this.#isRunning && runningStatus === 'stopped') this.#stops++;
        this.#isRunning = runningStatus !== 'stopped';
      }
    });
    await session.send('ServiceWorker.enable');
    return session;
  }
}

const pages = new WeakMap<Tab, Page>();

/** Playwright's own page behind a tab, for what other browsers have nothing like. */
export function pageOf(tab: Tab): Page {
  const page = pages.get(tab);
  if (page === undefined) throw new TypeError('this is no tab of Chromium');
  return page;
}

function toTab(page: Page): Tab {
  const tab: Tab = {
    async visit(url) {
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForSelector('html[data-done]', { state: 'attached', timeout: 15_000 }).catch(() => {});
    },
    // as one expression: our own pages make no code out of text
    run: (code, ...args) => page.evaluate(`(${code})(...${JSON.stringify(args)})`) as never,
    inject: async (source) => {
      await page.evaluate(source);
    },
    waitFor: async (selector, timeout = LONGEST_WAIT) => {
      await page.waitForSelector(selector, { state: 'attached', timeout });
    },
    click: (selector) => page.click(selector),
    clickAt: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async (path, part = 'page') => {
      await page.screenshot({ path, fullPage: part === 'page' });
    },
    back: async () => {
      await page.goBack();
    },
    forward: async () => {
      await page.goForward();
    },
    reload: async () => {
      await page.reload();
    },
    close: () => page.close(),
  };
  pages.set(tab, page);
  return tab;
}
