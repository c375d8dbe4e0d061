/** The notice in a page, seen from where only the extension can see: its root is closed to the page. */
import type { Settings } from '../../utils/settings.ts';
import type { Tab } from './driver.ts';

export interface SeenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface SeenNotice {
  readonly language: string;
  readonly label: string;
  /** What the live region says, line by line. */
  readonly said: readonly string[];
  readonly box: SeenBox;
  readonly isVisible: boolean;
  readonly isSlim: boolean;
  readonly buttons: readonly { readonly words: string; readonly x: number; readonly y: number }[];
  /** The words of the button that has the focus. */
  readonly focused: string | null;
}

interface Scripting {
  executeScript<T>(injection: { target: { tabId: number }; func: () => T }): Promise<{ readonly result: T }[]>;
}

/** Reads the notice of a tab, null when there is none. `own`: a page of the extension. */
export function readNotice(own: Tab, tabId: number): Promise<SeenNotice | null> {
  return own.run(async (id) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { scripting: Scripting }>;
    const [injected] = await (browser ?? chrome).scripting.executeScript({
      target: { tabId: id },
      // Runs beside the notice, in the extension's world of the page.
      func: (): SeenNotice | null => {
        const { chrome } = globalThis as unknown as {
          chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
        };
        const rootOf = (element: Element) =>
          (element as Element & { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ??
          chrome?.dom?.openOrClosedShadowRoot(element) ??
          null;
        const top = Reflect.get(Document.prototype, 'documentElement', document) as Element;
        for (const host of top.querySelectorAll(':scope > [popover]')) {
          const root = rootOf(host);
          const notice = root?.querySelector<HTMLElement>('.notice');
          if (root === null || notice === null || notice === undefined) continue;
          const { left, top, right, bottom } = host.getBoundingClientRect();
          const words = (button: Element | null) =>
            button === null ? null : (button.textContent as string) || button.getAttribute('aria-label');
          return {
            language: notice.lang,
            label: notice.getAttribute('aria-label') ?? '',
            said: [...notice.querySelectorAll('[role="status"] p')].map(({ textContent }) => textContent ?? ''),
            box: {
              left: Math.round(left),
              top: Math.round(top),
              right: Math.round(right),
              bottom: Math.round(bottom),
            },
            isVisible: getComputedStyle(notice).visibility === 'visible' && right - left > 0,
            isSlim: notice.hasAttribute('data-slim'),
            buttons: [...notice.querySelectorAll('button')].map((button) => {
              const box = button.getBoundingClientRect();
              return { words: words(button) ?? '', x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
            }),
            focused: words(root.activeElement),
          };
        }
        return null;
      },
    });
    return injected?.result ?? null;
  }, tabId);
}

/** The notice once it has spoken; null when the time is up. */
export async function noticeIn(own: Tab, tabId: number, time = 6_000): Promise<SeenNotice | null> {
  const deadline = Date.now() + time;
  for (;;) {
    const notice = await readNotice(own, tabId).catch(() => null); // a tab that has not arrived is closed to us
    if ((notice !== null && notice.said.length > 0) || Date.now() > deadline) return notice;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Presses a button of the notice with the mouse, when it has stood still for long enough to be meant. */
export async function pressInNotice(tab: Tab, own: Tab, tabId: number, words: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 700));
  const button = (await readNotice(own, tabId))?.buttons.find((each) => each.words === words);
  if (button === undefined) throw new Error(`the notice has no button "${words}"`);
  await tab.clickAt(button.x, button.y);
}

/** Puts a copy of the notice into the page in an open root, for tools that cannot look into the closed one. */
export async function openCopy(own: Tab, tabId: number): Promise<void> {
  await own.run(async (id) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { scripting: Scripting }>;
    await (browser ?? chrome).scripting.executeScript({
      target: { tabId: id },
      func: () => {
        const { chrome } = globalThis as unknown as {
          chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
        };
        const [host, copied] = document.documentElement.querySelectorAll<HTMLElement>(':scope > div');
        copied?.remove();
        if (host === undefined) throw new Error('there is no notice');
        const root =
          (host as Element & { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ??
          (chrome?.dom?.openOrClosedShadowRoot(host) as ShadowRoot);
        const copy = document.createElement('div');
        document.documentElement.append(copy);
        const open = copy.attachShadow({ mode: 'open' });
        open.adoptedStyleSheets = [...root.adoptedStyleSheets];
        open.append(...[...root.children].map((child) => child.cloneNode(true)));
      },
    });
  }, tabId);
}

/** The notice's settings, as they lie on the disk. */
export function stored(own: Tab): Promise<Settings['notice']> {
  return own.run(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Stored }>;
    const { settings } = await (browser ?? chrome).storage.local.get('settings');
    return settings?.notice ?? { mode: 'default', silencedSites: [] };
  });
}
interface Stored {
  readonly local: { get(key: string): Promise<{ settings?: { notice?: Settings['notice'] } }> };
}
