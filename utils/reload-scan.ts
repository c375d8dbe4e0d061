/**
 * Firefox: a tab is loaded again because the person asked for it, and the answers to its script requests are read while
 * they pass, unchanged. Only while the popup is open, and only then is the permission for it asked for.
 */
import { withoutQuery } from './address.ts';
import { browser } from './browser.ts';
import { textsIn } from './scan.ts';
import type { ScanMessage } from './scan-protocol.ts';

/** Characters kept of one answer. */
const LONGEST = 8_000_000;
/** Milliseconds without a new script after which the page counts as loaded. */
const QUIET = 2_000;
/** Milliseconds in all. */
const END = 20_000;

/** Firefox's stream of an answer: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/webRequest/StreamFilter */
interface StreamFilter {
  ondata: (event: { readonly data: ArrayBuffer }) => void;
  onstop: () => void;
  onerror: () => void;
  write(data: ArrayBuffer): void;
  close(): void;
}

interface Details {
  readonly requestId: string;
  readonly url: string;
  readonly frameId: number;
  readonly documentId?: string;
  readonly documentUrl?: string;
}

interface ReadingRequests {
  filterResponseData(requestId: string): StreamFilter;
  onBeforeRequest: {
    addListener(
      listener: (details: Details) => void,
      filter: { urls: string[]; tabId: number; types: string[] },
      extra: ['blocking'],
    ): void;
    removeListener(listener: unknown): void;
  };
}

/** Remembers that a text was found in the answer to this request. */
export type Keep = (text: string, request: Details) => Promise<unknown>;

interface Options {
  readonly tabId: number;
  readonly texts: readonly string[];
  readonly say: (message: ScanMessage) => void;
  readonly keep: Keep;
  readonly isStopped: () => boolean;
}

/** Asks for the permission, at the press of a button. False when the person says no. */
export function mayReadAnswers(): Promise<boolean> {
  const permissions = ['webRequestBlocking', 'webRequestFilterResponse'];
  return browser.permissions.request({ permissions: permissions as never });
}

/** Loads the tab again and reads its scripts, other sites' too, until they are all there, or 20 seconds are over. */
export async function readWhileLoading({ tabId, texts, say, keep, isStopped }: Options): Promise<void> {
  const { onBeforeRequest, filterResponseData } = browser.webRequest as unknown as ReadingRequests;
  let total = 0;
  let open = 0;
  let lastAt = Date.now();
  const read = async (details: Details, answer: Promise<string | null>) => {
    const url = withoutQuery(details.url);
    const text = await answer;
    if (text === null) say({ scan: 'unread', url, why: 'uncached' });
    else if (text.length >= LONGEST) say({ scan: 'unread', url, why: 'large' });
    else {
      for await (const found of textsIn(text, texts)) {
        await keep(found, details);
        say({ scan: 'found', text: found, url });
      }
      say({ scan: 'read', url });
    }
    open--;
    lastAt = Date.now();
  };
  const listener = (details: Details) => {
    say({ scan: 'total', total: ++total });
    open++;
    void read(details, answerOf(filterResponseData(details.requestId)));
  };
  onBeforeRequest.addListener(listener, { urls: ['<all_urls>'], tabId, types: ['script'] }, ['blocking']);
  try {
    await browser.tabs.reload(tabId);
    const end = Date.now() + END;
    while (!isStopped() && Date.now() < end && (open > 0 || Date.now() - lastAt < QUIET))
      await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    onBeforeRequest.removeListener(listener);
  }
}

/** The text of an answer, which passes on unchanged; null when it failed. */
function answerOf(filter: StreamFilter): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  return new Promise((resolve) => {
    filter.ondata = ({ data }) => {
      filter.write(data);
      if (text.length < LONGEST) text += decoder.decode(data, { stream: true });
    };
    filter.onstop = () => {
      filter.close();
      resolve(text);
    };
    filter.onerror = () => resolve(null);
  });
}
