/** The options' section on list updates, as a person uses it. */
import type { Driver, Tab } from './driver.ts';

export const SECTION = 'section[aria-labelledby="updates-heading"]';

/** What the section says: its words, and what they stand for. */
export interface Shown {
  readonly serial?: string;
  readonly checked?: string;
  readonly text: string;
}

export class UpdatesPage {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  static async open(driver: Driver): Promise<UpdatesPage> {
    const page = new UpdatesPage(await driver.openOwn('options.html'));
    await page.waitFor('[data-serial]');
    return page;
  }

  waitFor(selector: string, timeout?: number): Promise<void> {
    return this.tab.waitFor(`${SECTION} ${selector}`, timeout);
  }

  click(selector: string): Promise<void> {
    return this.tab.click(`${SECTION} ${selector}`);
  }

  shown(): Promise<Shown> {
    return this.tab.run((section) => {
      const status = document.querySelector<HTMLElement>(`${section} [role="status"]`);
      return { ...status?.dataset, text: status?.innerText ?? '' };
    }, SECTION);
  }

  async checkNow(): Promise<Shown> {
    await this.click('[data-do="check"]');
    await this.waitFor('[data-do="check"]:not([disabled])', 25_000);
    return this.shown();
  }

  /** Gives the file input a file, as the browser's own dialogue would. */
  async choose(content: string): Promise<void> {
    await this.tab.run(
      (section, text) => {
        const input = document.querySelector<HTMLInputElement>(`${section} input[type=file]`) as HTMLInputElement;
        const chosen = new DataTransfer();
        chosen.items.add(new File([text], 'update.txt'));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      SECTION,
      content,
    );
  }

  /** Changes what the background has stored, as no page of the web could: to play with time, or to damage it. */
  async changeStored(key: string, changes: object): Promise<void> {
    await this.tab.run(
      async (name, more) => {
        const scope = globalThis as unknown as Record<'browser' | 'chrome', { storage: { local: Area } }>;
        interface Area {
          get(key: string): Promise<Record<string, object>>;
          set(items: object): Promise<void>;
        }
        const { local } = (scope.browser ?? scope.chrome).storage;
        await local.set({ [name]: { ...(await local.get(name))[name], ...more } });
      },
      key,
      changes,
    );
  }
}
