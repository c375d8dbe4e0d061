/** Writes what was found to the ledger: one at a time, never for a private window, never unless the person said yes. */
import { hostOf, isWebPage } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { copyArea } from '../../utils/copy-area.ts';
import { findingsFrom } from '../../utils/engine.ts';
import { takingTurns } from '../../utils/in-turn.ts';
import { dayOf, mayRemember, oldestKept, siteOf, unwritten } from '../../utils/ledger.ts';
import { LEDGER_TROUBLE, type LedgerError } from '../../utils/ledger-problem.ts';
import { readDay } from '../../utils/ledger-schema.ts';
import type { Ledger } from '../../utils/ledger-store.ts';
import { loadSettings } from '../../utils/load-settings.ts';
import type { Page } from '../../utils/pages.ts';
import { Written } from '../../utils/written.ts';
import { addressOf } from './current.ts';
import { part } from './parts.ts';

/** Session storage: ISO date of the last pruning. */
const PRUNED = 'pruned';

export class Memory {
  #ledger: Promise<Ledger> | undefined;
  readonly #written = new Written(browser.storage.session as never);
  readonly #turns = takingTurns();

  /** Remembers what is known of a page by now. Never rejects: what goes wrong is told by the dashboard. */
  remember(page: Page): Promise<void> {
    void this.prune();
    return this.#inTurn(() => this.#write(page));
  }

  /** Deletes what is older than the person wants it kept, once a day. */
  prune(): Promise<void> {
    return this.#inTurn(() => this.#prune());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    return this.#turns(work)
      .catch(({ problem = 'broken' }: Partial<LedgerError>) =>
        browser.storage.session.set({ [LEDGER_TROUBLE]: problem }),
      )
      .catch(() => {}); // session storage is full
  }

  async #write({ tabId, documentId, sightings }: Page): Promise<void> {
    const { settings } = await loadSettings();
    if (!settings.ledger.on) return; // before anything is asked about the tab
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (tab === null || !mayRemember(settings, tab)) return; // a tab that is gone may have been private
    const url = await addressOf(tabId, documentId);
    if (!isWebPage(url)) return;
    const today = dayOf(Date.now());
    const written = await this.#written.stagesOf(documentId, today);
    const entries = unwritten(findingsFrom(sightings), written, siteOf(hostOf(url)));
    if (entries.length === 0) return;
    await (await this.#open()).add([{ day: today, entries }], 'sum');
    const stages = Object.fromEntries(entries.map(({ vendor, stage }) => [vendor, stage]));
    await this.#written.note(documentId, today, stages);
    await browser.storage.session.remove(LEDGER_TROUBLE);
  }

  /** Read only for those who want a ledger; what fails is tried again. */
  #open(): Promise<Ledger> {
    this.#ledger ??= part('ledger').then(({ Ledger: Kept }) => new Kept(readDay, { copy: copyArea() }));
    this.#ledger.catch(() => {
      this.#ledger = undefined;
    });
    return this.#ledger;
  }

  async #prune(): Promise<void> {
    const today = dayOf(Date.now());
    if ((await browser.storage.session.get(PRUNED))[PRUNED] === today) return;
    const { ledger } = (await loadSettings()).settings;
    if (ledger.asked) {
      const oldest = oldestKept(today, ledger.keepDays);
      const open = await this.#open();
      if (oldest !== null) await open.remove(oldest);
      await open.complete();
    }
    await browser.storage.session.set({ [PRUNED]: today });
  }
}
