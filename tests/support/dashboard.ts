/** The dashboard under a person's hands: what can be pressed, chosen and given, and what it shows. */
import type { Day } from '../../utils/ledger.ts';
import type { Tab } from './driver.ts';
import { chooseLedger, deleteDatabase, eventually, giveFile, openDashboard, storedDays, storeRaw } from './ledger.ts';
import { savedBy } from './saved-file.ts';
import type { Session } from './session.ts';

/** What the figures, the table and the address say. */
export interface Shown {
  readonly figures: readonly number[];
  /** How many lines there are, drawn or not. */
  readonly lines: number;
  /** The lines that exist in the document. */
  readonly drawn: readonly { readonly vendor?: string; readonly site?: string; readonly stage?: string }[];
  readonly hash: string;
}

export class DashboardPage {
  readonly #session: Session;
  /** A page of the extension that is no dashboard: through it tests reach the database. */
  readonly own: Tab;
  #tab: Tab | undefined;

  private constructor(session: Session, own: Tab) {
    this.#session = session;
    this.own = own;
  }

  static async over(session: Session): Promise<DashboardPage> {
    return new DashboardPage(session, await session.driver.openOwn('welcome.html'));
  }

  get tab(): Tab {
    if (this.#tab === undefined) throw new Error('open it first');
    return this.#tab;
  }

  /** A dashboard over a new database with these records, kept for ever. `address`: query and hash. */
  async open(records: readonly { readonly day: string }[], address = ''): Promise<void> {
    await this.#tab?.close();
    await deleteDatabase(this.own);
    await chooseLedger(this.own, { on: true, asked: true, keepDays: 0 });
    const first = await openDashboard(this.#session);
    await storeRaw(first, records);
    this.#tab = first;
    await this.reopen(address);
  }

  async reopen(address = ''): Promise<void> {
    await this.#tab?.close();
    this.#tab = await openDashboard(this.#session, address);
  }

  stored(): Promise<Day[]> {
    return storedDays(this.own);
  }

  /** Presses a button by its `data-do`. */
  press(name: string): Promise<void> {
    return this.tab.click(`[data-do="${name}"]`);
  }

  /** The words of the notice, once it is of that kind. */
  async notice(kind: string): Promise<string> {
    await this.tab.waitFor(`[data-notice="${kind}"]`);
    return this.tab.run(() => document.querySelector('[data-notice] p')?.textContent ?? '');
  }

  /** Chooses in a list, or types into a field, by its name. */
  choose(name: string, value: string): Promise<void> {
    return this.tab.run(
      (field, chosen) => {
        const element = document.querySelector<HTMLSelectElement | HTMLInputElement>(`[name="${field}"]`);
        if (element === null) throw new Error(`there is no ${field}`);
        element.value = chosen;
        element.dispatchEvent(new Event(element.localName === 'select' ? 'change' : 'input', { bubbles: true }));
      },
      name,
      value,
    );
  }

  readonly shown = (): Promise<Shown> =>
    this.tab.run(() => ({
      figures: [...document.querySelectorAll('[data-figure] strong')].map(({ textContent }) => Number(textContent)),
      lines: Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) - 1,
      drawn: [...document.querySelectorAll<HTMLElement>('tr[data-vendor]')].map(({ dataset }) => ({ ...dataset })),
      hash: location.hash,
    }));

  /** How many lines there are, once they are so many or the time is up. */
  linesAre(count: number): Promise<number> {
    return eventually(
      async () => (await this.shown()).lines,
      (lines) => lines === count,
    );
  }

  /** Presses export and reads the file that the browser is given. */
  async exported(form: 'json' | 'csv'): Promise<string> {
    return (await savedBy(this.tab, `[data-do="${form}"]`)).toString('utf8');
  }

  /** Chooses a file with this text for the import. */
  give(text: string): Promise<void> {
    return giveFile(this.tab, text);
  }
}
