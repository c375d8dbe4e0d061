/** Pages that were there before we could look: the popup must not say "nothing found" about them. */
import { covers } from '../../rules/core/index.ts';
import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { takingTurns } from '../../utils/in-turn.ts';
import { currentDocument, type Document } from './current.ts';

const KEY = 'unwatched';

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export class Watch {
  readonly #area: Area;
  /** What is marked is read, then written. */
  readonly #inTurn = takingTurns();

  constructor(area: Area) {
    this.#area = area;
  }

  /** Once in a session (session storage also ends with the extension's own reload): what is open already was not watched. */
  async begin(): Promise<void> {
    const { [KEY]: marked } = await this.#area.get(KEY);
    if (marked === undefined) await this.markOpenTabs();
  }

  /**
   * Remembers the documents that are open now as not watched from their start. One that begins while the browser is
   * being asked is not among them: only for that moment is every navigation listened to.
   */
  markOpenTabs(): Promise<void> {
    return this.#inTurn(() => this.#markOpenTabs());
  }

  async #markOpenTabs(): Promise<void> {
    const begun = new Set<string>();
    const begins = ({ documentId }: { documentId?: string }) => void (documentId && begun.add(documentId));
    browser.webNavigation.onCommitted.addListener(begins);
    try {
      const open = await openDocuments();
      await this.#area.set({ [KEY]: open.map(({ id }) => id).filter((id) => !begun.has(id)) });
    } finally {
      browser.webNavigation.onCommitted.removeListener(begins);
    }
  }

  /** The same for what is open of these sites: until now they were paused. */
  markSites(hosts: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#markSites(hosts));
  }

  async #markSites(hosts: readonly string[]): Promise<void> {
    const open = (await openDocuments()).filter(({ url }) => covers(hosts, hostOf(url)));
    const { [KEY]: marked } = await this.#area.get(KEY);
    const before = Array.isArray(marked) ? marked : [];
    await this.#area.set({ [KEY]: [...new Set([...before, ...open.map(({ id }) => id)])] });
  }

  /** True when this document was open before we could look. */
  async isUnwatched(documentId: string): Promise<boolean> {
    const { [KEY]: marked } = await this.#area.get(KEY);
    return Array.isArray(marked) && marked.includes(documentId);
  }
}

/** What the tabs show now. */
async function openDocuments(): Promise<Document[]> {
  const tabs = await browser.tabs.query({});
  const documents = await Promise.all(tabs.map(({ id = -1 }) => currentDocument(id)));
  return documents.filter((document) => document !== null);
}
