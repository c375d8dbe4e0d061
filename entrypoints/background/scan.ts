/** The background's side of a deep scan: says what to look for. What is found comes as a message, since that wakes it. */
import { browser } from '../../utils/browser.ts';
import { scanTexts } from '../../utils/engine.ts';
import { SCAN_PORT } from '../../utils/scan-find.ts';

export function listenToScans(): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === SCAN_PORT) port.postMessage({ texts: scanTexts() });
  });
}
