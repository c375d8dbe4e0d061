/** How soon something is to be seen, in milliseconds: the steps that the popup's part takes in either browser. */
import { sleep } from './bench-browser.ts';

/** What both browsers' tabs can do. */
export interface LatencyTab {
  go(url: string): Promise<void>;
  run<T>(code: string): Promise<T>;
}

const PAINTED = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null`;

/** From the navigation to a page until its first content is painted. */
export async function firstContent(tab: LatencyTab, url: string): Promise<number> {
  await tab.go('about:blank');
  await sleep(200);
  await tab.go(url);
  for (let tries = 0; tries < 200; tries++) {
    await sleep(25);
    const painted = await tab
      .run<number | null>(`location.href === 'about:blank' ? null : ${PAINTED}`)
      .catch(() => null);
    if (painted !== null) return painted;
  }
  throw new Error(`nothing is painted on ${url}`);
}

/** From a message to the background until its answer, in a page of the extension. */
export function answerTime(tab: LatencyTab, message: object): Promise<number> {
  return tab.run(`(async () => {
    const before = performance.now();
    const reply = await (globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify(message)});
    if (reply?.ok !== true) throw new Error(JSON.stringify(reply));
    return performance.now() - before;
  })()`);
}

/**
 * When the badge of a tab first shows something, in milliseconds since the epoch; asked in a page of the extension, again
 * and again without a timer: the page is hidden, and a hidden page's timers come once a second.
 */
export function badgeAt(tab: LatencyTab, tabId: number): Promise<number> {
  return tab.run(`(async () => {
    const { action } = globalThis.browser ?? chrome;
    for (const end = performance.now() + 10_000; performance.now() < end; ) {
      if ((await action.getBadgeText({ tabId: ${tabId} })) !== '') return performance.timeOrigin + performance.now();
    }
    throw new Error('no badge');
  })()`);
}

/** When a page asked for the first address with this host, in milliseconds since the epoch; known once it is answered. */
export function requestedAt(tab: LatencyTab, host: string): Promise<number> {
  return tab.run(`(async () => {
    for (;;) {
      const entry = performance.getEntriesByType('resource').find(({ name }) => name.includes(${JSON.stringify(`//${host}/`)}));
      if (entry !== undefined) return performance.timeOrigin + entry.startTime;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })()`);
}

/** The number of the tab whose address begins so, asked in a page of the extension. */
export function tabAt(tab: LatencyTab, urlStart: string): Promise<number> {
  return tab.run(`(globalThis.browser ?? chrome).tabs.query({})
    .then((tabs) => tabs.find(({ url }) => url?.startsWith(${JSON.stringify(urlStart)})).id)`);
}
