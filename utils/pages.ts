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
/** Lines of evidence after which a page keeps only those that say something else than all others. */
const MOST_SIGHTINGS = 120;
const MOST_PAGES = 300;

export class Pages {
  readonly #area: Area;
  /** Oldest first. */
  readonly #held = new Map<string, Page>();
  /** Tabs whose end was seen; no browser uses their numbers again. */
  readonly #closed = new Set<number>();
  #ready: Promise<void> | undefined;

  readonly #onError: (error: unknown) => void;
  readonly #onChange: (page: Page) => void;

  /**
   * `onError` hears of a full or broken session storage; what was seen stays in memory meanwhile.
   * `onChange` hears of every page of which more, or something else, is known, or the same once more: it may be shown now.
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
    const known = new Set(before.map(identityWhenAsked));
    const fresh = sightings.filter((sighting) => !known.has(identityWhenAsked(sighting)));
    if (fresh.length === 0) return false;
    const kept = bounded([...before, ...fresh]);
    if (!fresh.some((sighting) => kept.includes(sighting))) return false;
    await this.#store({ tabId, documentId, sightings: kept });
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
    if (now.length === mine.size && now.every((each) => mine.has(identity(each)))) {
      const page = this.#held.get(keyOf(tabId, documentId));
      if (page !== undefined) this.#onChange(page);
      return false;
    }
    await this.#store({ tabId, documentId, sightings: bounded([...others, ...now]) });
    return true;
  }

  /** Forgets everything of a closed tab, and takes in nothing more of it. */
  async closeTab(tabId: number): Promise<void> {
    this.#closed.add(tabId);
    await this.forgetTab(tabId);
    const stored = Object.keys(await this.#area.get(null)).filter((key) => key.startsWith(pageKeysOf(tabId)));
    await this.#drop(stored); // what was on its way to the storage when the tab closed
  }

  /** Forgets everything of a tab. */
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
    if (this.#closed.has(page.tabId)) return;
    const key = keyOf(page.tabId, page.documentId);
    this.#held.delete(key);
    this.#held.set(key, page);
    this.#onChange(page);
    await this.#write({ [key]: page });
    await this.#trim();
  }

  /** Where session storage is full, the oldest pages make room. */
  async #write(items: Record<string, Page>): Promise<void> {
    try {
      await this.#area.set(items);
    } catch (error) {
      this.#onError(error);
      const oldest = this.#held.keys().next().value;
      if (!/quota/i.test(String(error)) || oldest === undefined || oldest in items) return;
      await this.#drop([oldest]);
      await this.#write(items);
    }
  }

  async #trim(): Promise<void> {
    const surplus = this.#held.size - MOST_PAGES;
    if (surplus > 0) await this.#drop([...this.#held.keys()].slice(0, surplus));
  }

  /** Reads what is stored, once; every other method does so first. */
  load(): Promise<void> {
    this.#ready ??= this.#area.get(null).then(
      (items) => {
        const pages = Object.entries(items).filter(([key]) => key.startsWith(PREFIX)) as [string, Page][];
        for (const [key, page] of pages.sort(([, a], [, b]) => lastAt(a) - lastAt(b))) this.#held.set(key, page);
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

/** The time of the newest sighting. */
function lastAt({ sightings }: Page): number {
  return sightings.at(-1)?.at ?? 0;
}

/** Of a flood, what must not be lost: the first line of everything that is claimed; then as many others as there is room for. */
function bounded(sightings: readonly Sighting[]): readonly Sighting[] {
  if (sightings.length <= MOST_SIGHTINGS) return sightings;
  const firsts = new Map(sightings.toReversed().map((sighting) => [claimOf(sighting), sighting]));
  let room = MOST_SIGHTINGS - firsts.size;
  return sightings.filter((sighting) => firsts.get(claimOf(sighting)) === sighting || room-- > 0);
}

/** What would be said without any other line; a weak one counts together with a different one. */
function claimOf({ vendor, stage, via, sensor, weak, signature, blocked }: Sighting): string {
  return `${vendor}|${stage}|${via === 'page'}|${sensor}|${weak && signature}|${!blocked}`;
}

/** Two sightings are the same when they would read the same, the time aside. */
function identity({ vendor, signature, stage, frame, via, sensor }: Sighting): string {
  return `${vendor}|${signature}|${stage}|${frame}|${via}|${sensor ?? ''}`;
}

/** The same for a request at the moment at which it is made: once blocked and once let through are two. */
function identityWhenAsked(sighting: Sighting): string {
  return `${identity(sighting)}|${!sighting.blocked}`;
}
