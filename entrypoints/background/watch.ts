/** Pages that were there before we could look: the popup must not say "nothing found" about them. */
import { browser } from '../../utils/browser.ts';
import { currentDocument } from './current.ts';

const KEY = 'unwatched';

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export class Watch {
  readonly #area: Area;
  /** Documents whose beginning was seen since this worker started. */
  readonly #begun = new Set<string>();
  #marked: readonly string[] = [];

  constructor(area: Area) {
    this.#area = area;
  }

  /** Once in a session (session storage also ends with the extension's own reload): what is open already was not watched. */
  async begin(): Promise<void> {
    const { [KEY]: marked } = await this.#area.get(KEY);
    if (marked === undefined) await this.markOpenTabs();
  }

  /** Remembers the documents that are open now as not watched from their start. */
  async markOpenTabs(): Promise<void> {
    const tabs = await browser.tabs.query({});
    const documents = await Promise.all(tabs.map(({ id = -1 }) => currentDocument(id)));
    await this.#mark(documents.flatMap((document) => (document === null ? [] : [document.id])));
  }

  /** A document begins under our eyes, even if the list of open ones was quicker to name it. */
  saw(documentId: string): void {
    if (this.#begun.size >= 200) this.#begun.clear(); // long after the start nobody asks
    this.#begun.add(documentId);
    if (this.#marked.includes(documentId)) void this.#mark(this.#marked);
  }

  async #mark(documents: readonly string[]): Promise<void> {
    this.#marked = documents.filter((id) => !this.#begun.has(id));
    await this.#area.set({ [KEY]: this.#marked });
  }

  /** True when this document was open before we could look. */
  async isUnwatched(documentId: string): Promise<boolean> {
    const { [KEY]: marked } = await this.#area.get(KEY);
    return Array.isArray(marked) && marked.includes(documentId);
  }
}
