/** Number and icon of the toolbar button. */
import { badgeCount, counts, type Finding } from '../../rules/core/index.ts';
import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { engine, findingsFrom } from '../../utils/engine.ts';
import { ICON_OF } from '../../utils/icon-shapes.ts';
import { loadSettings, pauseOf } from '../../utils/load-settings.ts';
import type { Pages } from '../../utils/pages.ts';
import { currentDocument } from './current.ts';

/** File name part of the icon for these findings. Overdue entries and blocked attempts change nothing. */
export function iconFor(findings: readonly Finding[]): string {
  const counted = findings.filter(counts);
  const [first] = counted;
  if (first === undefined) return 'quiet';
  const silent = counted.some(
    ({ vendor, stage }) => stage !== 'listed' && engine().vendors.get(vendor)?.practice === 'silent',
  );
  return silent ? `${ICON_OF[first.stage]}-silent` : ICON_OF[first.stage];
}

export class Badge {
  readonly #pages: Pages;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  /** Paints what is known of the page that the tab shows now; again when another page has come meanwhile. */
  async paint(tabId: number): Promise<void> {
    for (let shown: string | undefined; ; ) {
      const document = await currentDocument(tabId);
      if (document === null) {
        await browser.tabs.get(tabId).catch(() => this.#pages.closeTab(tabId)); // heard of late: nothing of it is kept
        return;
      }
      if (document.id === shown) return;
      const page = await this.#pages.find(tabId, document.id);
      if (page === undefined && shown === undefined) return; // a navigation has already cleared the tab's own badge
      await this.#paint(tabId, hostOf(document.url), findingsFrom(page?.sightings ?? []));
      shown = document.id;
    }
  }

  async #paint(tabId: number, host: string, findings: readonly Finding[]): Promise<void> {
    const loaded = await loadSettings();
    const isPaused = pauseOf(loaded, host, tabId) !== undefined;
    if (isPaused) await this.#pages.forgetTab(tabId);
    const said = isPaused ? [] : findings;
    await this.#show(tabId, loaded.settings.badge ? badgeCount(said) : 0, iconFor(said));
  }

  /** Paints every tab anew: the person has switched the number on or off, or paused a site, of which nothing is kept. */
  async repaint(): Promise<void> {
    const tabs = await browser.tabs.query({});
    await Promise.all(tabs.map(({ id = -1 }) => this.paint(id)));
  }

  async #show(tabId: number, count: number, icon: string): Promise<void> {
    try {
      await Promise.all([
        browser.action.setBadgeText?.({ tabId, text: count === 0 ? '' : String(count) }),
        browser.action.setBadgeBackgroundColor?.({ tabId, color: '#7a1f3d' }),
        browser.action.setIcon({ tabId, path: { 16: `/icon/${icon}-16.png`, 32: `/icon/${icon}-32.png` } }),
      ]);
    } catch {
      // the tab has closed meanwhile
    }
  }
}
