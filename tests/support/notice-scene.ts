/** A browser in which notices are looked at: what every test of them does. */
import type { Settings } from '../../utils/settings.ts';
import type { Tab } from './driver.ts';
import type { BrowserName } from './find-browser.ts';
import { eventually } from './ledger.ts';
import { readNotice } from './notice.ts';
import { claims, popupContent, type Session, startSession } from './session.ts';

interface Storages {
  readonly session: { remove(key: string): Promise<void> };
  readonly local: { set(items: object): Promise<void> };
}

/** What SEON's collector, which asks nobody, is said to do. */
export const SEON = 'SEON’s code is running on this page; it is made to watch how you type and move.';

export class NoticeScene {
  readonly session: Session;
  /** A page of the extension, through which the notice is seen. */
  readonly own: Tab;
  readonly #opened: Tab[] = [];

  private constructor(session: Session, own: Tab) {
    this.session = session;
    this.own = own;
  }

  static async start(name: BrowserName): Promise<NoticeScene> {
    const session = await startSession(name);
    return new NoticeScene(session, await session.driver.openOwn('welcome.html'));
  }

  async open(url: string): Promise<{ tab: Tab; tabId: number }> {
    const tab = await this.session.driver.open();
    this.#opened.push(tab);
    await tab.resize(1000, 700);
    await tab.visit(url);
    return { tab, tabId: await this.session.tabIdOf(url) };
  }

  /** As when the browser starts: no site has had its notice. `null` leaves the settings as they are. */
  async restart(settings: Partial<Settings> | null = {}): Promise<void> {
    await this.own.run(async (chosen) => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Storages }>;
      const { session, local } = (browser ?? chrome).storage;
      await session.remove('noticed');
      if (chosen !== null) await local.set({ settings: chosen });
    }, settings);
  }

  /** Closes what a test has opened, and forgets what it did. */
  async clear(): Promise<void> {
    for (const tab of this.#opened.splice(0)) await tab.close();
    await this.restart();
  }

  /** Waits until that is claimed of the page, or the time is up: from then on a notice that is due is on its way. */
  async claimsOn(tabId: number, expected: Record<string, string>): Promise<Record<string, string>> {
    const isRight = (each: Record<string, string>) => JSON.stringify(each) === JSON.stringify(expected);
    return claims(await popupContent(this.session, tabId, (content) => isRight(claims(content))));
  }

  /** False when a notice has come although there was time for none to come. */
  async staysAway(tabId: number): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    return (await readNotice(this.own, tabId)) === null;
  }

  /** Whether the notice goes, within some seconds. */
  async goes(tabId: number): Promise<boolean> {
    const left = await eventually(
      () => readNotice(this.own, tabId),
      (notice) => notice === null,
    );
    return left === null;
  }
}
