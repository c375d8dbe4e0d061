/** One browser with the extension, in the local world: what a scenario starts from. */
import { ANSWERED, type PopupContent, readAnswer } from '../../rules/cli/browser/popup.ts';
import type { TestPage } from '../site/pages.ts';
import { SITES } from '../site/sites.ts';
import { type Site, startWorld, type World } from '../site/world.ts';
import { startChromium } from './chromium.ts';
import type { Driver, DriverOptions, Tab } from './driver.ts';
import type { BrowserName } from './find-browser.ts';
import { startFirefox } from './firefox.ts';

/** The few calls of the extension's API that tests make from a page of it. */
interface ExtensionApi {
  readonly tabs: {
    query(filter: object): Promise<{ id?: number; url?: string }[]>;
    get(tabId: number): Promise<{ windowId: number }>;
    duplicate(tabId: number): Promise<{ id: number }>;
    discard(tabId: number): Promise<{ id: number } | undefined>;
    update(tabId: number, change: object): Promise<unknown>;
  };
  readonly windows: {
    create(options: object): Promise<{ tabs?: { id?: number }[] } | undefined>;
    remove(windowId: number): Promise<void>;
  };
  readonly runtime: { reload(): void };
  readonly action: { getBadgeText(details: { tabId: number }): Promise<string> };
}

export type { PopupContent };

export interface Session {
  readonly driver: Driver;
  readonly world: World | null;
  /** Number of the newest tab whose address begins so. */
  tabIdOf(urlStart: string): Promise<number>;
  /** How many tabs have an address that begins so. */
  countTabs(urlStart: string): Promise<number>;
  /** Opens the popup for a tab, as a page of its own. */
  popup(tabId: number, query?: string): Promise<Tab>;
  /** Duplicates, unloads or moves a tab as the browser's own menu does; returns the number of the tab to look at. */
  changeTab(tabId: number, how: 'duplicate' | 'discard' | 'move'): Promise<number>;
  /** Opens a page in a window of its own; returns the number of its tab. */
  openWindow(url: string, kind: 'ordinary' | 'private'): Promise<number>;
  /** Closes the window in which a tab is. */
  closeWindow(tabId: number): Promise<void>;
  /** Runs in a page of the extension, which stays open. */
  inOwnPage: Tab['run'];
  /** Starts the extension anew, as an update or a switch off and on does; its session storage is gone. */
  restartExtension(): Promise<void>;
  /** Text on the badge of a tab. */
  badge(tabId: number): Promise<string>;
  close(): Promise<void>;
}

interface SessionOptions extends Partial<Omit<DriverOptions, 'world'>> {
  /** Further sites of the world, by host name. */
  readonly sites?: Iterable<readonly [string, Site]>;
}

/** Starts the world and the browser. */
export async function startSession(
  name: BrowserName,
  { sites = [], ...options }: SessionOptions = {},
): Promise<Session> {
  const world = await startWorld(new Map([...SITES, ...sites]));
  const driver = await (name === 'chromium' ? startChromium : startFirefox)({ world, headless: true, ...options });
  return sessionOf(driver, world);
}

/** A session around a browser that runs already; without a world it sees the real internet. */
export async function sessionOf(driver: Driver, world: World | null): Promise<Session> {
  // A browser that has just been given an extension may load a page before the extension listens.
  const popup = await driver.openOwn('popup.html?tabId=0');
  await readPopup(popup);
  await popup.close();

  let bridge: Promise<Tab> | undefined;
  /** A page of the extension, through which its API can be asked. */
  const api = () => {
    bridge ??= driver.openOwn('welcome.html');
    return bridge;
  };
  const tabsAt = async (urlStart: string): Promise<number[]> =>
    (await api()).run(async (start) => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      const tabs = await (browser ?? chrome).tabs.query({});
      return tabs.filter(({ url }) => url?.startsWith(start)).map(({ id = -1 }) => id);
    }, urlStart);
  return {
    driver,
    world,
    tabIdOf: async (urlStart) => {
      const ids = await tabsAt(urlStart);
      if (ids.length === 0) throw new Error(`no tab shows ${urlStart}`);
      return Math.max(...ids);
    },
    countTabs: async (urlStart) => (await tabsAt(urlStart)).length,
    popup: (tabId, query = '') => driver.openOwn(`popup.html?tabId=${tabId}${query}`),
    badge: async (tabId) =>
      (await api()).run((id) => {
        const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
        return (browser ?? chrome).action.getBadgeText({ tabId: id });
      }, tabId),
    changeTab: async (tabId, how) =>
      (await api()).run(
        async (id, change) => {
          const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
          const { tabs, windows } = browser ?? chrome;
          if (change === 'duplicate') return (await tabs.duplicate(id)).id;
          if (change === 'move') {
            await windows.create({ tabId: id });
            return id;
          }
          const replaced = (await tabs.discard(id))?.id ?? id;
          await tabs.update(replaced, { active: true }); // looking at it loads it again
          return replaced;
        },
        tabId,
        how,
      ),
    openWindow: async (url, kind) =>
      (await api()).run(
        async (address, incognito) => {
          const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
          const opened = await (browser ?? chrome).windows.create({ url: address, incognito });
          return opened?.tabs?.[0]?.id ?? -1;
        },
        url,
        kind === 'private',
      ),
    closeWindow: async (tabId) =>
      (await api()).run(async (id) => {
        const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
        const { tabs, windows } = browser ?? chrome;
        await windows.remove((await tabs.get(id)).windowId);
      }, tabId),
    inOwnPage: (async (code, ...args) => (await api()).run(code, ...args)) as Tab['run'],
    async restartExtension() {
      const page = await api();
      bridge = undefined;
      await page.run(() => {
        const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
        setTimeout(() => (browser ?? chrome).runtime.reload(), 50);
      });
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    },
    async close() {
      await driver.close();
      await world?.close();
    },
  };
}

/** Visits a page of the world and waits until what it says about itself has settled. */
export async function visit(session: Session, page: TestPage): Promise<{ tab: Tab; tabId: number }> {
  const tab = await session.driver.open();
  await tab.visit(page.url);
  const failed = await tab.run(() => document.documentElement.dataset.failed ?? null);
  if (failed !== null) throw new Error(`the test page ${page.id} is broken: ${failed}`);
  const url = await tab.run(() => location.href);
  return { tab, tabId: await session.tabIdOf(url) };
}

/** What a popup shows, once it has an answer. */
export async function readPopup(popup: Tab): Promise<PopupContent> {
  await popup.waitFor(ANSWERED).catch(async (error) => {
    const shown = await popup.run(() => document.body?.innerText ?? document.readyState);
    throw new Error(`the popup has no answer, but shows: ${shown}`, { cause: error });
  });
  return popup.run(readAnswer);
}

/** Pauses on the site, for good; in a private window for as long as the tab is there. */
export async function pauseIn(popup: Tab): Promise<void> {
  const hasMenu = await popup.run(() => document.querySelector('.pause-menu') !== null);
  if (hasMenu) await popup.click('.pause-menu summary');
  await popup.click(hasMenu ? '[data-pause="always"]' : '[data-pause]');
  await popup.waitFor('[data-state="paused"]');
}

/** The popup of a tab, read until it shows what is expected or the time is up: late requests change it. */
export async function popupContent(
  session: Session,
  tabId: number,
  until: (content: PopupContent) => boolean,
): Promise<PopupContent> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const popup = await session.popup(tabId);
    const content = await readPopup(popup);
    await popup.close();
    if (until(content) || Date.now() > deadline) return content;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** `vendor: stage` of everything found, sorted by vendor. */
export function claims({ found }: PopupContent): Record<string, string> {
  return Object.fromEntries(found.map(({ vendor, stage }) => [vendor, stage] as const).sort());
}

/** Whether what is claimed is exactly what the page embeds. */
export function isTrueOf(content: PopupContent, { embeds }: Pick<TestPage, 'embeds'>): boolean {
  const state = Object.keys(embeds).length === 0 ? 'nothing' : 'found';
  return content.state === state && JSON.stringify(claims(content)) === JSON.stringify(embeds);
}
