/**
 * What was seen, by tab and document, in session storage: gone when the browser closes, never on disk.
 * Survives the worker's death, because every change is written before anything else happens with it.
 */
import type { Sighting } from '../rules/core/index.ts';

/** The part of `storage.session` that this needs; tests pass a plain one. */
export interface Area {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** One visited document and everything inside it. */
export interface Page {
  readonly tabId: number;
  /** The browser's documentId, or a stand-in of ours where it has none. */
  readonly documentId: string;
  readonly sightings: readonly Sighting[];
}

const PREFIX = 'page:';

/** What the storage keys of a tab's pages begin with. */
export function pageKeysOf(tabId: number): string {
  return `${PREFIX}${tabId}:`;
}
/** Enough for every vendor a page ever showed us, many times over; a page that floods is cut here. */
const MOST_SIGHTINGS = 120;
const MOST_PAGES = 300;

export class Pages {
  readonly #area: Area;
  readonly #held = new Map<string, Page>();
  #ready: Promise<void> | undefined;

  readonly #onError: (error: unknown) => void;
  readonly #onChange: (page: Page) => void;

  /**
   * `onError` hears of a full or broken session storage; what was seen stays in memory meanwhile.
   * `onChange` hears of every page of which more, or something else, is known.
   */
  constructor(
    area: Area,
    onError: (error: unknown) => void = console.error,
    onChange: (page: Page) => void = () => {},
  ) {
    this.#area = area;
    this.#onError = onError;
    this.#onChange = onChange;
  }

  /** The page, or undefined when nothing was seen on it. */
  async find(tabId: number, documentId: string): Promise<Page | undefined> {
    await this.load();
    return this.#held.get(keyOf(tabId, documentId));
  }

  /** Adds sightings to a page. True when at least one was new; repeated ones are not stored again. */
  async add(tabId: number, documentId: string, sightings: readonly Sighting[]): Promise<boolean> {
    await this.load();
    const before = this.#held.get(keyOf(tabId, documentId))?.sightings ?? [];
    const known = new Set(before.map(identity));
    const fresh = sightings.filter((sighting) => !known.has(identity(sighting)));
    const room = MOST_SIGHTINGS - before.length;
    if (fresh.length === 0 || room <= 0) return false;
    await this.#store({ tabId, documentId, sightings: [...before, ...fresh.slice(0, room)] });
    return true;
  }

  /** Replaces what a document inside the page reported before. True when anything changed; times of what stays are kept. */
  async replace(tabId: number, documentId: string, document: string, sightings: readonly Sighting[]): Promise<boolean> {
    await this.load();
    const before = this.#held.get(keyOf(tabId, documentId))?.sightings ?? [];
    const mine = new Map(before.filter((each) => each.document === document).map((each) => [identity(each), each]));
    const others = before.filter((each) => each.document !== document);
    const said = new Set(others.map(identity)); // a request that the listener has already shown
    const now = sightings.filter((each) => !said.has(identity(each))).map((each) => mine.get(identity(each)) ?? each);
    if (now.length === mine.size && now.every((each) => mine.has(identity(each)))) return false;
    await this.#store({ tabId, documentId, sightings: [...others, ...now].slice(0, MOST_SIGHTINGS) });
    return true;
  }

  /** Forgets everything of a closed tab. */
  async forgetTab(tabId: number): Promise<void> {
    await this.load();
    await this.#drop([...this.#held].filter(([, page]) => page.tabId === tabId).map(([key]) => key));
  }

  /** Moves a tab's pages when the browser swaps the tab for another (discarded, prerendered). */
  async replaceTab(from: number, to: number): Promise<void> {
    await this.load();
    const moved = [...this.#held.values()].filter(({ tabId }) => tabId === from);
    for (const page of moved) {
      const key = keyOf(to, page.documentId);
      const renamed = { ...page, tabId: to };
      this.#held.set(key, renamed);
      await this.#write({ [key]: renamed });
    }
    await this.forgetTab(from);
  }

  async #drop(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    for (const key of keys) this.#held.delete(key);
    await this.#area.remove(keys).catch(this.#onError);
  }

  /** Keeps a page as the newest one; the oldest beyond the bound go. */
  async #store(page: Page): Promise<void> {
    const key = keyOf(page.tabId, page.documentId);
    this.#held.delete(key);
    this.#held.set(key, page);
    this.#onChange(page);
    await this.#write({ [key]: page });
    await this.#trim();
  }

  async #write(items: Record<string, Page>): Promise<void> {
    await this.#area.set(items).catch(this.#onError);
  }

  async #trim(): Promise<void> {
    const surplus = this.#held.size - MOST_PAGES;
    if (surplus > 0) await this.#drop([...this.#held.keys()].slice(0, surplus));
  }

  /** Reads what is stored, once; every other method does so first. */
  load(): Promise<void> {
    this.#ready ??= this.#area.get(null).then(
      (items) => {
        for (const [key, value] of Object.entries(items)) {
          if (key.startsWith(PREFIX)) this.#held.set(key, value as Page);
        }
      },
      (error: unknown) => {
        this.#ready = undefined; // try again at the next call
        this.#onError(error);
      },
    );
    return this.#ready;
  }
}

function keyOf(tabId: number, documentId: string): string {
  return `${pageKeysOf(tabId)}${documentId}`;
}

/** Two sightings are the same when they would read the same, the time aside. */
function identity({ vendor, signature, stage, frame, via, sensor }: Sighting): string {
  return `${vendor}|${signature}|${stage}|${frame}|${via}|${sensor ?? ''}`;
}
