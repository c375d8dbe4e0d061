/** The ledger and its dashboard, as tests reach them: the real database, through a page of the extension. */
import type { Day } from '../../utils/ledger.ts';
import type { Settings } from '../../utils/settings.ts';
import { LONGEST_WAIT, type Tab } from './driver.ts';
import type { Session } from './session.ts';

interface ExtensionStorage {
  readonly storage: {
    readonly local: {
      get(): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
      remove(keys: string[]): Promise<void>;
    };
  };
}

/** Opens the dashboard and waits until it has read the ledger, or has said why it cannot. */
export async function openDashboard(session: Session, address = ''): Promise<Tab> {
  const tab = await session.driver.openOwn(`dashboard.html${address}`);
  await tab.waitFor('[data-content]:not([data-content="loading"])');
  return tab;
}

/** Answers the question and the retention as the person would have. `tab`: any page of the extension. */
export function chooseLedger(tab: Tab, ledger: Settings['ledger']): Promise<void> {
  return tab.run(async (choice) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionStorage>;
    await (browser ?? chrome).storage.local.set({ settings: { ledger: choice } });
  }, ledger);
}

/** Chooses a file with this text for a dashboard's import. */
export function giveFile(dashboard: Tab, text: string): Promise<void> {
  return dashboard.run((content) => {
    const field = document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'ledger.json', { type: 'application/json' }));
    field.files = transfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
}

/** Everything that is stored, oldest day first. The database must exist: open the dashboard before. */
export function storedDays(tab: Tab): Promise<Day[]> {
  return tab.run(
    () =>
      new Promise<Day[]>((resolve, reject) => {
        const opening = indexedDB.open('ledger');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('days').objectStore('days').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );
}

/** Writes records past the extension's own code, also such as it would never write. */
export function storeRaw(tab: Tab, records: readonly { readonly day: string }[]): Promise<void> {
  return tab.run(
    (days) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('ledger');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('days', 'readwrite');
          for (const day of days) transaction.objectStore('days').put(day);
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    records,
  );
}

/** The days of which there is a second copy, as Chromium has one. */
export function copiedDays(tab: Tab): Promise<string[]> {
  return tab.run(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionStorage>;
    return Object.keys(await (browser ?? chrome).storage.local.get())
      .filter((key) => key.startsWith('day:'))
      .map((key) => key.slice(4))
      .sort();
  });
}

/** Deletes the database and its copy, as a browser's own tools can; resolves when the deletion is done. */
export async function deleteDatabase(tab: Tab): Promise<void> {
  await tab.run(
    async (keys) => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', ExtensionStorage>;
      await (browser ?? chrome).storage.local.remove(keys);
    },
    (await copiedDays(tab)).map((day) => `day:${day}`),
  );
  await tab.run(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('ledger');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  );
}

/** Reads again and again until it is as expected or the time is up; the last reading either way. */
export async function eventually<T>(read: () => Promise<T>, isExpected: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + LONGEST_WAIT;
  for (;;) {
    const value = await read();
    if (isExpected(value) || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** `entries` in each of the newest days, oldest day first; the same every time. */
export function makeDays(count: number, entries: number, vendors: readonly string[], today: string): Day[] {
  const stages = ['loaded', 'loaded', 'started', 'loaded', 'capture-ready', 'loaded', 'listed', 'capturing'] as const;
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(`${today}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() - (count - 1 - at));
    return {
      day: date.toISOString().slice(0, 10),
      entries: Array.from({ length: entries }, (_, each) => ({
        vendor: vendors[(at * 7 + each) % vendors.length] as string,
        site: `site${(at * 31 + each * 17) % 3_000}.example`,
        stage: stages[(at + each) % stages.length] as (typeof stages)[number],
        visits: 1 + ((at + each) % 5),
      })),
    };
  });
}

/** Leaves the database as a newer version of the extension would. */
export function makeNewer(own: Tab): Promise<void> {
  return own.run(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('ledger', 99);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
}

/** Holds the database, deaf to every request to let go, with a deletion that waits for it; until `letGo`. */
export function holdDatabase(own: Tab): Promise<void> {
  return own.run(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('ledger');
        opening.onsuccess = () => {
          Object.assign(globalThis, { held: opening.result });
          indexedDB.deleteDatabase('ledger').onblocked = () => resolve();
        };
      }),
  );
}

export function letGo(own: Tab): Promise<void> {
  return own.run(() => (globalThis as unknown as { held: IDBDatabase }).held.close());
}
