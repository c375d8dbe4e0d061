/** Chromium through Playwright. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
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

export async function startChromium({ world, headless, dark = false, profile: kept }: DriverOptions): Promise<Driver> {
  const profile = kept ?? mkdtempSync(join(tmpdir(), 'countergaze-chromium-'));
  // Without developer mode Chromium does not bring an unpacked extension back after a reload.
  const preferences = join(profile, 'Default', 'Preferences');
  mkdirSync(dirname(preferences), { recursive: true });
  if (!existsSync(preferences)) writeFileSync(preferences, '{"extensions":{"ui":{"developer_mode":true}}}');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser('chromium'),
    headless,
    colorScheme: dark ? 'dark' : 'light',
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_FLAGS,
      ...worldFlags(world),
      '--use-fake-device-for-media-stream',
      `--disable-extensions-except=${CHROMIUM_BUILD}`,
      `--load-extension=${CHROMIUM_BUILD}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = worker.url().replace(/\/[^/]*$/, '');
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
    killBackground: () => killWorkers(context, origin),
    ended: () => new Promise((resolve) => context.once('close', () => resolve())),
    async close() {
      await context.close();
      if (kept === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
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
async function killWorkers(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${origin}/icon/quiet-16.png`);
  const session = await context.newCDPSession(page);
  const stopped = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the service worker does not stop')), 10_000);
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (!versions.some(({ scriptURL, runningStatus }) => scriptURL.startsWith(origin) && runningStatus === 'stopped'))
        return;
      clearTimeout(timer);
      resolve();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await page.close();
}

function toTab(page: Page): Tab {
  return {
    async visit(url) {
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForSelector('html[data-done]', { state: 'attached', timeout: 15_000 }).catch(() => {});
    },
    run: (code, ...args) =>
      page.evaluate(({ source, values }) => new Function(`return (${source})(...arguments)`)(...values), {
        source: code.toString(),
        values: args,
      }) as never,
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
