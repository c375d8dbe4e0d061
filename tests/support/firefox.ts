/** Firefox through puppeteer and WebDriver BiDi. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { filesIn, zip } from '../../.ci/release/zip.ts';
import project from '../../package.json' with { type: 'json' };
import { type Driver, type DriverOptions, LONGEST_WAIT, type Tab } from './driver.ts';
import { findBrowser } from './find-browser.ts';

export const FIREFOX_BUILD = join(import.meta.dirname, '..', '..', '.output', 'firefox');
/** Milliseconds after which Firefox ends an idle event page; 30,000 outside tests. */
const IDLE_TIMEOUT = 1_500;
const UUID = '8a2e5c1d-1f4b-4d2e-9c37-5d0e8b6f7a21';

function worldPrefs({ world, named = false }: DriverOptions): Record<string, unknown> {
  if (world === null) return {};
  if (named) {
    return {
      'network.proxy.type': 0,
      'network.trr.mode': 3, // nothing but this name server
      'network.trr.uri': `https://127.0.0.1:${world.port}/dns-query`,
      'network.trr.useGET': true,
      'network.trr.allow-rfc1918': true,
      'network.trr.confirmationNS': 'skip',
    };
  }
  return proxyPrefs(world.proxyPort);
}

/** Preferences by which every host is reached through the world's proxy. */
export function proxyPrefs(port: number): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.allow_hijacking_localhost': true,
  };
}

export async function startFirefox(options: DriverOptions): Promise<Driver> {
  const { headless, dark = false, build = FIREFOX_BUILD, beside = [], profile, quota, forGood = false } = options;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findBrowser('firefox'),
    headless,
    acceptInsecureCerts: true,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...worldPrefs(options),
      'extensions.webextensions.uuids': JSON.stringify({ [project.countergaze.geckoId]: UUID }),
      'extensions.background.idle.timeout': IDLE_TIMEOUT,
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.disabledForTesting': true,
      'dom.allow_scripts_to_close_windows': true,
      ...(quota === undefined ? {} : { 'dom.quotaManager.temporaryStorage.fixedLimit': quota / 1024 }),
      // Unless installed for good, the extension is there for this run of the browser alone; what it keeps must outlive that.
      'extensions.webextensions.keepStorageOnUninstall': profile !== undefined,
      'extensions.webextensions.keepUuidOnUninstall': profile !== undefined,
      'xpinstall.signatures.required': !forGood, // the long-term release lets one say so
    },
  });
  if (forGood) await installForGood(browser, profile);
  else for (const folder of [build ?? [], ...beside].flat()) await browser.installExtension(folder);
  const origin = `moz-extension://${UUID}`;
  const open = async (): Promise<{ tab: Tab; page: Page }> => {
    const page = await browser.newPage();
    return { tab: toTab(page), page };
  };
  return {
    name: 'firefox',
    open: async () => (await open()).tab,
    async openOwn(path) {
      const { tab, page } = await open();
      // The navigation never reports its end for extension pages, although the page loads.
      page.goto(`${origin}/${path}`, { timeout: 5_000 }).catch(() => {});
      await arrival(page, origin);
      return tab;
    },
    // The preference below has said yes to everything.
    grantCamera: async () => {},
    // Installed once more, with the permission that puppeteer's own call does not know.
    allowPrivateWindows: () => install(browser, { type: 'path', path: build }, 'moz:allowPrivateBrowsing'),
    ownOrigin: () => origin,
    // Idle for longer than its preference allows, the event page ends by itself.
    async killBackground() {
      const { tab, page } = await open();
      page.goto(`${origin}/icon/quiet-16.png`, { timeout: 5_000 }).catch(() => {});
      await arrival(page, origin);
      const deadline = Date.now() + 20 * IDLE_TIMEOUT;
      if (!(await page.evaluate(hasBackground))) throw new Error('the event page was not running');
      while (await page.evaluate(hasBackground)) {
        if (Date.now() > deadline) throw new Error('the event page does not end');
        await sleep(100);
      }
      await tab.close();
    },
    crashBackground: () => terminateBackground(browser),
    async crash() {
      const ended = new Promise((resolve) => browser.process()?.once('exit', resolve));
      browser.process()?.kill('SIGKILL');
      await ended;
      await preferencesAreBack(profile);
    },
    ended: () => new Promise((resolve) => browser.once('disconnected', () => resolve())),
    async close() {
      await browser.close();
      await preferencesAreBack(profile);
    },
  };
}

/** The test driver puts a profile's own preferences back after the browser's end; a start in the midst of that fails. */
async function preferencesAreBack(profile: string | undefined): Promise<void> {
  if (profile === undefined) return;
  const kept = ['prefs.js', 'user.js'].map((name) => join(profile, `${name}.puppeteer`));
  for (const end = Date.now() + 5_000; kept.some(existsSync) && Date.now() < end; ) await sleep(20);
}

/** Evaluates in the browser's own window, where its parts can be told what a person would do with them. */
async function inChrome(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as {
    connection: {
      send(
        method: string,
        params: object,
      ): Promise<{ result: { contexts: { context: string }[]; result: { value: unknown } } }>;
    };
  };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const evaluated = await connection.send('script.evaluate', {
    expression,
    target: { context: result.contexts[0]?.context },
    awaitPromise: true,
  });
  return evaluated.result.result.value;
}

/** Ends the event page as about:debugging does. */
async function terminateBackground(browser: Browser): Promise<boolean> {
  const wasRunning = await inChrome(
    browser,
    `(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(project.countergaze.geckoId)});
      const wasRunning = extension.backgroundState === 'running';
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return wasRunning;
    })()`,
  );
  return wasRunning === true;
}

function install(browser: Browser, extensionData: object, wish: string): Promise<void> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<void> };
  };
  return connection.send('webExtension.install', { extensionData, [wish]: true });
}

/** As from a store, unless the profile has it already: it is still there after a restart. */
async function installForGood(browser: Browser, profile = ''): Promise<void> {
  if (existsSync(join(profile, 'extensions'))) return;
  await install(
    browser,
    { type: 'base64', value: Buffer.from(zip(filesIn(FIREFOX_BUILD))).toString('base64') },
    'moz:permanent',
  );
}

/** Runs in a page of the extension: whether its event page is alive. Looking does not wake it. */
function hasBackground(): boolean {
  const { browser } = globalThis as unknown as { browser: { extension: { getViews(): Window[] } } };
  return browser.extension.getViews().some(({ location }) => location.pathname.includes('background'));
}

/** Asks again and again, from outside: a tab that is not looked at holds its own timers back, and draws no frames. */
async function until(isSo: () => Promise<boolean>, time: number, problem: string): Promise<void> {
  const over = sleep(time, 'over' as const, { ref: false });
  for (;;) {
    const answer = await Promise.race([isSo().catch(() => false), over]);
    if (answer === true) return;
    if (answer === 'over') throw new Error(problem);
    await sleep(50);
  }
}

/** Waits until the tab has left its first, empty page. */
function arrival(page: Page, origin: string): Promise<void> {
  // Not before its elements are: then the APIs of extensions are there too.
  const isThere = () =>
    page.evaluate((start) => location.href.startsWith(start) && document.readyState !== 'loading', origin);
  return until(isThere, 5_000, `no page of ${origin} appeared`);
}

function appearance(page: Page, selector: string, time: number): Promise<void> {
  const isThere = async () => {
    const element = await page.$(selector);
    await element?.dispose();
    return element !== null;
  };
  return until(isThere, time, `no ${selector} appeared within ${time} ms`);
}

/**
 * Gives the page the focus of the browser, as whoever types into it has done: keys that are sent to a page without it
 * arrive there, but press no button.
 */
async function takeFocus(page: Page): Promise<void> {
  const hasFocus = () => page.evaluate(() => document.hasFocus());
  if (await hasFocus()) return;
  await page.bringToFront();
  // A new tab leaves the focus in the address bar.
  await inChrome(page.browser(), 'Services.wm.getMostRecentBrowserWindow().gBrowser.selectedBrowser.focus()');
  await until(hasFocus, 5_000, 'the page does not get the focus');
}

function toTab(page: Page): Tab {
  return {
    async visit(url) {
      await page.goto(url, { waitUntil: 'load' });
      await appearance(page, 'html[data-done]', 15_000).catch(() => {});
    },
    run: (code, ...args) => page.evaluate(code as never, ...(args as unknown as never[])) as never,
    inject: async (source) => {
      await page.evaluate(source);
    },
    waitFor: (selector, timeout = LONGEST_WAIT) => appearance(page, selector, timeout),
    click: (selector) => page.click(selector),
    clickAt: (x, y) => page.mouse.click(x, y),
    press: async (key) => {
      await takeFocus(page);
      await page.keyboard.press(key);
    },
    type: async (text) => {
      await takeFocus(page);
      await page.keyboard.type(text);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async (path, part = 'page') => {
      await page.screenshot({ path: path as `${string}.png`, fullPage: part === 'page' });
    },
    back: async () => {
      // A page out of the back/forward cache reports no load.
      await page.goBack({ timeout: 1_500 }).catch(() => {});
    },
    forward: async () => {
      await page.goForward({ timeout: 1_500 }).catch(() => {});
    },
    reload: async () => {
      // Of a page of an extension it is never told that it has loaded.
      const isOwn = page.url().startsWith('moz-extension:');
      await (isOwn ? page.reload({ timeout: 2_000 }).catch(() => {}) : page.reload());
    },
    close: () => page.close(),
  };
}
