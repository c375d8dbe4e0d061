/** Chromium through Playwright. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import type { Driver, DriverOptions, Tab } from './driver.ts';
import { findBrowser } from './find-browser.ts';

export const CHROMIUM_BUILD = join(import.meta.dirname, '..', '..', '.output', 'chrome');

function worldFlags(world: DriverOptions['world']): string[] {
  if (world === null) return [];
  return [
    `--host-resolver-rules=MAP * 127.0.0.1:${world.port}`,
    `--ignore-certificate-errors-spki-list=${world.fingerprint}`,
  ];
}

export async function startChromium(options: DriverOptions): Promise<Driver> {
  const { world, headless, dark = false, build = CHROMIUM_BUILD, beside = [] } = options;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'countergaze-chromium-'));
  prepareProfile(profile);
  const extensions = [build ?? [], ...beside].flat();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser('chromium'),
    headless,
    colorScheme: dark ? 'dark' : 'light',
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_FLAGS,
      ...worldFlags(world),
      '--use-fake-device-for-media-stream',
      ...(extensions.length === 0
        ? []
        : [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`]),
    ],
  });
  const origin = `chrome-extension://${unpackedId(build ?? '')}`;
  const isOurs = (worker: Worker) => worker.url().startsWith(origin);
  if (build !== null && !context.serviceWorkers().some(isOurs)) await context.waitForEvent('serviceworker', isOurs);
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
    async close() {
      await context.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Without developer mode Chromium does not bring an unpacked extension back after a reload. */
function prepareProfile(profile: string): void {
  const preferences = join(profile, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(preferences, '{"extensions":{"ui":{"developer_mode":true}}}');
}

/** The id that Chromium gives an unpacked extension without a key: a hash of its path, in the letters a to p. */
export function unpackedId(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Chromium keeps the number of its process in the profile's lock. */
async function crash(context: BrowserContext, profile: string): Promise<void> {
  const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
  const ended = new Promise((resolve) => context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await ended;
}

/** Presses "Allow in Incognito" through the API of Chromium's own extensions page; the extension starts anew. */
async function allowIncognito(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  const restarted = context.waitForEvent('serviceworker');
  await page.evaluate(async (extensionId) => {
    const { chrome } = globalThis as unknown as {
      chrome: { developerPrivate: { updateExtensionConfiguration(change: object): Promise<void> } };
    };
    await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, new URL(origin).host);
  await restarted;
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

function toTab(page: Page): Tab {
  return {
    async visit(url) {
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForSelector('html[data-done]', { state: 'attached', timeout: 15_000 }).catch(() => {});
    },
    // as one expression: our own pages make no code out of text
    run: (code, ...args) => page.evaluate(`(${code})(...${JSON.stringify(args)})`) as never,
    inject: async (source) => {
      await page.evaluate(source);
    },
    waitFor: async (selector, timeout = 10_000) => {
      await page.waitForSelector(selector, { state: 'attached', timeout });
    },
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async (path) => {
      await page.screenshot({ path, fullPage: true });
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
}
