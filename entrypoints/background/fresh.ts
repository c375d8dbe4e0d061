/**
 * What an update added after this package was made. The browser is told of new hosts by a listener of their own; the
 * probe, whose data are part of the package, learns new names where the background is awake anyway. An ordinary page
 * wakes nobody for either.
 */
import { type Fresh, hasFresh, NOTHING_FRESH } from '../../rules/core/index.ts';
import { browser } from '../../utils/browser.ts';
import { patternsOf } from '../../utils/wake.ts';
import type { RequestDetails } from './observe.ts';

/** Firefox restores only listeners of the first tick: the patterns' copy stands where it can be read at once. */
const COPY = 'fresh';
const MOST_TAUGHT = 1_000;

/** As requests and senders of messages name a document. */
interface Place {
  readonly tabId?: number | undefined;
  readonly frameId?: number | undefined;
  readonly parentFrameId?: number | undefined;
  readonly documentId?: string | undefined;
}

export class FreshNames {
  #fresh: Fresh = NOTHING_FRESH;
  /** Documents that were told. */
  readonly #taught = new Set<string>();
  /** Those that are listened to. */
  #patterns = '';
  readonly #onRequest: (details: RequestDetails) => undefined;
  readonly #onCompleted = (details: Place): undefined => {
    void this.teach(details);
  };

  constructor(onRequest: (details: RequestDetails) => undefined) {
    this.#onRequest = (details) => onRequest(details); // one of its own: the list's listener stays as it is
    if (import.meta.env.FIREFOX) this.#listen(JSON.parse(localStorage.getItem(COPY) ?? '[]') as string[]);
  }

  /** Follows the list in use, and tells pages that may have come before. */
  set(fresh: Fresh = NOTHING_FRESH): void {
    this.#fresh = fresh;
    this.#taught.clear();
    const patterns = fresh.places.flatMap(patternsOf);
    if (import.meta.env.FIREFOX) localStorage.setItem(COPY, JSON.stringify(patterns));
    this.#listen(patterns);
    void this.#teachOpen();
  }

  /** Tells a document, and the one around it, which may lend it a camera. */
  async teach({ tabId = -1, frameId = 0, parentFrameId = -1, documentId = '' }: Place): Promise<void> {
    const document = `${tabId} ${frameId} ${documentId}`;
    if (tabId < 0 || !hasFresh(this.#fresh) || this.#taught.has(document)) return;
    if (this.#taught.size === MOST_TAUGHT) this.#taught.clear();
    this.#taught.add(document);
    await this.#tell({ tabId, frameIds: [frameId, parentFrameId].filter((id) => id >= 0) });
  }

  /** Chromium wakes the background for a new host, but loses the request that did it: its page is one of these. */
  async #teachOpen(): Promise<void> {
    if (!hasFresh(this.#fresh)) return;
    const [active, loading] = await Promise.all([
      browser.tabs.query({ active: true }),
      browser.tabs.query({ status: 'loading' }),
    ]);
    const tabs = new Set([...active, ...loading].map(({ id = -1 }) => id));
    await Promise.all([...tabs].map((tabId) => this.#tell({ tabId, allFrames: true })));
  }

  async #tell(target: { tabId: number; frameIds?: number[]; allFrames?: true }): Promise<void> {
    const order = { target, func: learn, args: [this.#fresh], injectImmediately: true };
    await browser.scripting.executeScript(order as never).catch(() => {}); // gone, or a page that is closed to us
  }

  #listen(patterns: string[]): void {
    if (patterns.join() === this.#patterns) return; // what Firefox has restored must stay
    this.#patterns = patterns.join();
    const { onBeforeRequest, onCompleted } = browser.webRequest;
    onBeforeRequest.removeListener(this.#onRequest as never);
    onCompleted.removeListener(this.#onCompleted as never);
    if (patterns.length === 0) return;
    try {
      onBeforeRequest.addListener(this.#onRequest as never, { urls: patterns });
      onCompleted.addListener(this.#onCompleted as never, { urls: patterns });
    } catch (error) {
      console.error(error); // a pattern that this browser refuses: all else works without
    }
  }
}

/** Runs in the world that only the extension's own scripts share. It may come before the probe, and waits for that. */
function learn(fresh: Fresh): void {
  const scope = globalThis as { countergaze?: (fresh: Fresh) => void };
  const tell = (tries: number) => {
    if (scope.countergaze !== undefined) scope.countergaze(fresh);
    else if (tries > 0) setTimeout(tell, 100, tries - 1);
  };
  tell(20);
}
