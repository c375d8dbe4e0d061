/** The background's side of a deep scan: says what to look for, and keeps what is found. */
import { browser } from '../../utils/browser.ts';
import { scanTexts } from '../../utils/engine.ts';
import { SCAN_PORT, ScanMessage } from '../../utils/scan-protocol.ts';
import type { Observer } from './observe.ts';

/** Answers the ports that scans open; what they say is checked against the list before it counts. */
export function listenToScans(observer: Observer): void {
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    if (port.name !== SCAN_PORT || sender?.tab === undefined || sender.id !== browser.runtime.id) return;
    port.onMessage.addListener((said) => {
      const message = ScanMessage.safeParse(said).data;
      if (message?.scan === 'found') void observer.onScan(message.text, message.url, sender);
    });
    port.postMessage({ texts: scanTexts() });
  });
}
