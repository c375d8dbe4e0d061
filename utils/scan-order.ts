/** How a scan in a frame is told what to do. Read without zod, which would be most of what is put into every frame. */

/** Name of the port that a scan in a frame opens. */
export const SCAN_PORT = 'scan';

/** To the scan in a frame: what to look for (background), or to end early (popup). */
export type ScanOrder = { readonly texts: readonly string[] } | { readonly stop: true };

/** The order that a message is, undefined when it is none. */
export function readScanOrder(message: unknown): ScanOrder | undefined {
  const { texts, stop } = (message ?? {}) as { texts?: unknown; stop?: unknown };
  if (stop === true) return { stop };
  return Array.isArray(texts) && texts.every((text) => typeof text === 'string') ? { texts } : undefined;
}
