/** Runs a deep scan of one tab from the popup: puts the scan into every frame and listens to what it says. */
import { browser } from './browser.ts';
import { ask } from './client.ts';
import { type Keep, mayReadAnswers, readWhileLoading } from './reload-scan.ts';
import { SCAN_PORT } from './scan-order.ts';
import { ScanMessage } from './scan-protocol.ts';
import { afterFrameBegan, afterMessage, NEW_SCAN, type ScanState } from './scan-state.ts';

export interface RunningScan {
  /** Ends it; what was found stays. */
  stop(): void;
}

type Port = Parameters<Parameters<typeof browser.runtime.onConnect.addListener>[0]>[0];
type OnChange = (state: ScanState) => void;

/** Searches the scripts that the page has. Frames that no script may enter end up among the unread. */
export function startScan(tabId: number, onChange: OnChange, from: ScanState = NEW_SCAN): RunningScan {
  let state = from;
  const ports = new Set<Port>();
  const change = (next: ScanState) => {
    state = next;
    onChange(state);
    if (!state.running) browser.runtime.onConnect.removeListener(onConnect);
  };
  const onConnect = (port: Port) => {
    const { tab, frameId = 0 } = port.sender ?? {};
    if (port.name !== SCAN_PORT || tab?.id !== tabId) return;
    ports.add(port);
    change(afterFrameBegan(state, frameId));
    port.onMessage.addListener((said) => {
      const message = ScanMessage.safeParse(said).data;
      if (message !== undefined) change(afterMessage(state, frameId, message));
    });
    port.onDisconnect.addListener(() => {
      ports.delete(port);
      change(afterMessage(state, frameId, { scan: 'end' })); // its document may have gone in the middle
    });
  };
  browser.runtime.onConnect.addListener(onConnect);
  change(state);
  void enterFrames(tabId).then((closed) => {
    const unread = [...state.unread, ...closed.map((url) => ({ url, why: 'frame' as const }))];
    change({ ...state, unread, running: state.running && state.frames.size > 0 });
  });
  return {
    stop() {
      for (const port of ports) port.postMessage({ stop: true });
    },
  };
}

/**
 * Loads the tab again and searches its scripts while they arrive, other sites' too, then those that stand in the page.
 * Must be called by a press of a button. Rejects when the person does not allow it.
 */
export async function startReloadScan(tabId: number, onChange: OnChange): Promise<RunningScan> {
  if (!(await mayReadAnswers())) throw new Error('not allowed');
  const texts = await ask({ ask: 'texts' });
  const arrived = new Set<string>();
  let state = afterFrameBegan(NEW_SCAN, ARRIVALS);
  let stopped = false;
  let inPage: RunningScan | undefined;
  onChange(state);
  const keep: Keep = (text, { url, frameId, documentId = '', documentUrl = '' }) =>
    ask({ ask: 'found', text, url, tabId, frameId, documentId, documentUrl });
  const say = (message: ScanMessage) => {
    if (message.scan === 'read') arrived.add(message.url);
    state = afterMessage(state, ARRIVALS, message);
    onChange(state);
  };
  void readWhileLoading({ tabId, texts, say, keep, isStopped: () => stopped }).finally(() => {
    if (stopped) return say({ scan: 'end' });
    state = afterMessage(state, ARRIVALS, { scan: 'end' });
    inPage = startScan(tabId, onChange, { ...state, running: true, onArrival: arrived });
  });
  return {
    stop() {
      stopped = true;
      inPage?.stop();
    },
  };
}

/** Stands for what arrives, beside the numbers of frames. */
const ARRIVALS = -1;

/** Puts the scan into the tab's frames; resolves to the addresses of those that stay closed. */
async function enterFrames(tabId: number): Promise<string[]> {
  const frames = (await browser.webNavigation.getAllFrames({ tabId })) ?? [];
  const entered = await Promise.all(
    frames.map(async ({ frameId, url }) => {
      try {
        await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['/scan.js'] });
        return null;
      } catch {
        return url.split(/[?#]/, 1)[0] as string;
      }
    }),
  );
  return entered.filter((url) => url !== null);
}
