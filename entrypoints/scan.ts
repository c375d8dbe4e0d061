/**
 * Deep scan: put into the frames of one tab when the person asks for it in the popup, never otherwise. Reads the
 * scripts that stand in the page and those of its own origin that are still in the cache; asks the network for nothing.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { all } from '../utils/look.ts';
import { scan } from '../utils/scan.ts';
import { readScanOrder, SCAN_PORT } from '../utils/scan-order.ts';
import type { ScanMessage } from '../utils/scan-protocol.ts';
import { sourcesOf } from '../utils/scan-sources.ts';

/** The two calls of the extension API that this needs. */
interface Api {
  readonly runtime: { connect(info: { name: string }): Port; sendMessage(message: ScanMessage): Promise<unknown> };
}
interface Port {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  postMessage(message: ScanMessage): void;
  disconnect(): void;
}

export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  const { runtime } = scope.browser ?? scope.chrome;
  const port = runtime.connect({ name: SCAN_PORT });
  // In Firefox a content script's fetch is under the page's own policy, which may forbid it and report it: not a try.
  const fetchCached = import.meta.env.FIREFOX
    ? null
    : (url: string) => fetch(url, url.startsWith('http') ? { cache: 'only-if-cached', mode: 'same-origin' } : {});
  let stopped = false;
  port.onMessage.addListener((message) => {
    const order = readScanOrder(message);
    if (order === undefined) return;
    if ('stop' in order) {
      stopped = true;
      return;
    }
    const say = (message: ScanMessage) => {
      // A find goes to the background by itself: unlike a port, a message wakes it.
      if (message.scan === 'found') void runtime.sendMessage(message).catch(() => {});
      port.postMessage(message);
    };
    const search = async () =>
      scan(sourcesOf(scriptsOfDocument(), fetchCached), order.texts, { say, isStopped: () => stopped });
    const end = () => port.disconnect();
    void search().then(end, end); // whatever fails, the popup hears that this frame is done
  });
});

function scriptsOfDocument() {
  const scripts = all<HTMLScriptElement>(document, 'script').filter(({ type }) => /^$|javascript|module/.test(type));
  const preloads = all<HTMLLinkElement>(document, 'link[rel=modulepreload],link[rel=preload][as=script]');
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const addresses = [
    ...scripts.map(({ src }) => src),
    ...preloads.map(({ href }) => href),
    // modules that modules import, workers, and scripts whose element is gone
    ...resources
      .filter(({ initiatorType, name }) => initiatorType === 'script' || isScript(name))
      .map(({ name }) => name),
  ];
  return {
    url: location.href, // not the document's URL, of which an image by that name takes the place
    origin,
    inline: scripts.filter(({ src }) => !src).map(({ textContent }) => textContent ?? ''),
    addresses: addresses.filter(Boolean), // a script inside an SVG picture has no src at all
  };
}

function isScript(address: string): boolean {
  return /\.[cm]?js(?:$|[?#])/.test(address);
}
