/** What is known of a tab's page at one instant, for the pages that act on it. */

import type { Finding } from '../rules/core/index.ts';
import { isWebPage, withoutQuery } from './address.ts';
import { browser } from './browser.ts';
import { ask } from './client.ts';
import type { VendorWords, WatchedReport } from './protocol.ts';

export interface Snapshot {
  /** Address of the page without query and fragment. */
  readonly page: string;
  readonly report: WatchedReport;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A tab that navigates without end is given up. */
const TRIES = 5;

/** Number of the tab that this page's own address names, or null. */
export function tabInAddress(): number | null {
  const tabId = Number(new URLSearchParams(location.search).get('tabId') ?? Number.NaN);
  return Number.isInteger(tabId) && tabId >= 0 ? tabId : null;
}

/** Takes the address and the findings of one and the same document; null when there are none. */
export async function takeSnapshot(tabId: number | null): Promise<Snapshot | null> {
  if (tabId === null) return null;
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await shownBy(tabId);
    if (before === null || !isWebPage(before.url)) return null;
    const report = await ask({ ask: 'report', tabId });
    const after = await shownBy(tabId);
    // It navigated meanwhile; where the browser gives no document id, the address tells.
    if (after?.documentId !== before.documentId || after?.url !== before.url) continue;
    if (report.state !== 'watched' || report.findings.length === 0) return null;
    return { page: withoutQuery(before.url), report, at: Date.now() };
  }
  return null;
}

async function shownBy(tabId: number) {
  try {
    return await browser.webNavigation.getFrame({ tabId, frameId: 0 });
  } catch {
    return null; // the tab is closed
  }
}

/** One finding with the words that go with it. */
export interface Chosen {
  readonly finding: Finding;
  readonly vendor: VendorWords;
}

/** The finding of that vendor, or the furthest-going one; null when there is none. */
export function chosenIn(snapshot: Snapshot | null | undefined, vendor: string): Chosen | null {
  const { findings = [], vendors = {} } = snapshot?.report ?? {};
  const finding = findings.find((each) => each.vendor === vendor) ?? findings[0];
  const words = vendors[finding?.vendor ?? ''];
  return finding === undefined || words === undefined ? null : { finding, vendor: words };
}

/** What can be chosen from, the furthest-going first. */
export function choicesOf(snapshot: Snapshot | null | undefined): { readonly id: string; readonly name: string }[] {
  const { findings = [], vendors = {} } = snapshot?.report ?? {};
  return findings.map(({ vendor }) => ({ id: vendor, name: vendors[vendor]?.name ?? vendor }));
}
