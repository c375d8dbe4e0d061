/** Runs a deep scan of one tab from the popup: puts the scan into every frame and listens to what it says. */
import { browser } from './browser.ts';
import { ask } from './client.ts';
import { type Keep, mayReadAnswers, readWhileLoading } from './reload-scan.ts';
import { SCAN_PORT } from './scan-order.ts';
import { readScanMessage, type ScanMessage } from './scan-protocol.ts';
import { afterFrameBegan, afterMessage, NEW_SCAN, type ScanState } from './scan-state.ts';

export interface RunningScan {
  /** Ends it; what was found stays. */
  stop(): void;
}

type Port = Parameters<Parameters<typeof browser.runtime.onConnect.addListener>[0]>[0];
type OnChange = (state: ScanState) => void;

/** Searches the scripts that the page has. Frames that no script may enter end up among the unread. */
export function startScan(tabId: number, onChange: OnChange, from: ScanState = NEW_SCAN): RunningScan {
  let state = afterFrameBegan(from, ENTRY);
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
      const message = readScanMessage(said);
      if (message !== undefined) change(afterMessage(state, frameId, message));
    });
    port.onDisconnect.addListener(() => {
      ports.delete(port);
      change(afterMessage(state, frameId, { scan: 'end' })); // its document may have gone in the middle
    });
  };
  browser.runtime.onConnect.addListener(onConnect);
  change(state);
  void enterFrames(tabId).then(async ({ entered, closed }) => {
    // A frame speaks a moment after it was entered; until then the scan is not over, whatever the others have said.
    const isSilent = ({ frameId }: Frame) => !state.frames.has(frameId);
    for (const end = Date.now() + ENTERING; entered.some(isSilent) && Date.now() < end; ) await pause(50);
    const unread = [...closed, ...entered.filter(isSilent)].map(({ url }) => ({
      url: url.split(/[?#]/, 1)[0] as string,
      why: 'frame' as const,
    }));
    change(afterMessage({ ...state, unread: [...state.unread, ...unread] }, ENTRY, { scan: 'end' }));
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

/** These stand beside the numbers of frames: for what arrives, and for the frames that are being entered. */
const ARRIVALS = -1;
const ENTRY = -2;
/** Milliseconds that a frame has to take the scan in, and then again to speak: one that still loads may take for ever. */
const ENTERING = 5_000;

interface Frame {
  readonly frameId: number;
  readonly url: string;
}

/** Puts the scan into the tab's frames; resolves to those that took it and those that stay closed. */
async function enterFrames(tabId: number): Promise<{ readonly entered: Frame[]; readonly closed: Frame[] }> {
  const frames: Frame[] = (await browser.webNavigation.getAllFrames({ tabId }).catch(() => null)) ?? [];
  const tookIt = await Promise.all(
    frames.map(({ frameId }) =>
      Promise.race([
        browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['/scan.js'] }).then(
          () => true,
          () => false,
        ),
        pause(ENTERING).then(() => false),
      ]),
    ),
  );
  return { entered: frames.filter((_, at) => tookIt[at]), closed: frames.filter((_, at) => !tookIt[at]) };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
