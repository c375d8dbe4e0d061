/** A browser in which states of pages are reached, one after the other, each from a clean slate. */
import type { TestPage } from '../../site/pages.ts';
import { pageOf } from '../chromium.ts';
import { DashboardPage } from '../dashboard.ts';
import type { Tab } from '../driver.ts';
import { deleteDatabase } from '../ledger.ts';
import { type PopupContent, popupContent, readPopup, type Session, startSession, visit } from '../session.ts';

/** One state of one page. */
export interface State {
  /** What the caption says of it. */
  readonly name: string;
  /** CSS pixels, where it is not narrow. */
  readonly width: number;
  /** Brings it about by what a person, a page or the browser can really do; the tab to photograph. */
  readonly reach: (scene: LooksScene) => Promise<Tab>;
  /** Its words are fixed when it appears: for another language it is reached again. */
  readonly isFixed?: boolean;
  /** Ours is only a part of the page, in a closed root: what axe finds in a copy of it. */
  readonly judge?: (scene: LooksScene, tab: Tab) => Promise<string[]>;
  /** What is to be in view, where the page is longer than a picture. */
  readonly part?: string;
}

/** Runs in a page of the extension. */
async function forget(): Promise<void> {
  interface Api {
    readonly storage: {
      readonly local: { set(items: object): Promise<void> };
      readonly session: { remove(keys: string[]): Promise<void> };
    };
    readonly runtime: { sendMessage(message: object): Promise<unknown> };
  }
  const { chrome } = globalThis as unknown as { chrome: Api };
  await chrome.storage.local.set({ settings: {} });
  await chrome.storage.session.remove(['noticed', 'pauses', 'ledgerTrouble']);
  await chrome.runtime.sendMessage({ ask: 'block' });
}

async function speak(language: string): Promise<void> {
  interface Area {
    get(key: string): Promise<{ settings?: object }>;
    set(items: object): Promise<void>;
  }
  const { local } = (globalThis as unknown as { chrome: { storage: { local: Area } } }).chrome.storage;
  await local.set({ settings: { ...(await local.get('settings')).settings, language } });
}

export class LooksScene {
  readonly session: Session;
  readonly dashboard: DashboardPage;
  #opened: Tab[] = [];
  /** What is done before the next state begins. */
  #ending: (() => Promise<unknown>)[] = [];

  private constructor(session: Session, dashboard: DashboardPage) {
    this.session = session;
    this.dashboard = dashboard;
  }

  /** `prepare`: what the browser is told before any page of the extension is kept open. */
  static async start(
    options: Parameters<typeof startSession>[1] = {},
    prepare: (session: Session) => Promise<void> = async () => {},
  ): Promise<LooksScene> {
    const session = await startSession('chromium', options);
    await prepare(session);
    return new LooksScene(session, await DashboardPage.over(session));
  }

  /** A page of the extension that stays open and is never photographed. */
  get self(): Tab {
    return this.dashboard.own;
  }

  keep(tab: Tab): Tab {
    this.#opened.push(tab);
    return tab;
  }

  /** To be done when the state has been photographed. */
  atEnd(act: () => Promise<unknown>): void {
    this.#ending.push(act);
  }

  async visit(url: string): Promise<{ tab: Tab; tabId: number }> {
    const { tab, tabId } = await visit(this.session, { id: url, url, plays: '', embeds: {} });
    return { tab: this.keep(tab), tabId };
  }

  /** Visits a page of the world; resolves when everything that it embeds has been seen. */
  async visitWhole({ url, embeds }: Pick<TestPage, 'url' | 'embeds'>): Promise<{ tab: Tab; tabId: number }> {
    const visited = await this.visit(url);
    const count = Object.keys(embeds).length;
    await this.seen(visited.tabId, ({ state, found }) => state !== 'checking' && found.length === count);
    return visited;
  }

  async seen(tabId: number, isSo: (content: PopupContent) => boolean): Promise<void> {
    let content: PopupContent | undefined;
    for (let tries = 0; tries < 5; tries++) {
      content = await popupContent(this.session, tabId, isSo);
      if (isSo(content)) return;
    }
    throw new Error(`the popup shows ${JSON.stringify(content?.state)}, ${content?.found.map(({ vendor }) => vendor)}`);
  }

  async popup(tabId: number | string): Promise<Tab> {
    const popup = await this.own(`popup.html?tabId=${tabId}`, '[role="status"]');
    await readPopup(popup);
    return popup;
  }

  async own(page: string, selector: string): Promise<Tab> {
    const tab = this.keep(await this.session.driver.openOwn(page));
    await tab.waitFor(selector);
    return tab;
  }

  /** The language of every page, as options choose it; '' for the browser's. */
  speak(language: string): Promise<void> {
    return this.self.run(speak, language);
  }

  /** Closes what was opened, and forgets everything. */
  async clear(): Promise<void> {
    for (const act of this.#ending.splice(0)) await act();
    for (const tab of this.#opened.splice(0)) await pageOf(tab).close();
    await this.self.run(forget);
    await deleteDatabase(this.self);
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
