/** The background's side of a deep scan: says what to look for. What is found comes as a message, since that wakes it. */
import { browser } from '../../utils/browser.ts';
import { scanTexts } from '../../utils/engine.ts';
import { SCAN_PORT } from '../../utils/scan-order.ts';
import type { Updates } from './updates.ts';

export function listenToScans(updates: Updates): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === SCAN_PORT) updates.whenOpen(() => port.postMessage({ texts: scanTexts() }));
  });
}
