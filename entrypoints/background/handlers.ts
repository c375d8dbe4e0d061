/** Answers to the protocol, one function per question. */
import { covers, type Finding } from '../../rules/core/index.ts';
import { hostOf, isWebPage } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { engine, findingsFrom, listedVendors, scanTexts, serialInUse } from '../../utils/engine.ts';
import { loadSettings, pauseOf } from '../../utils/load-settings.ts';
import type { Pages } from '../../utils/pages.ts';
import type { Report, VendorWords } from '../../utils/protocol.ts';
import type { Handlers } from '../../utils/server.ts';
import type { Badge } from './badge.ts';
import { syncBlocking } from './blocking.ts';
import { currentDocument } from './current.ts';
import type { Observer } from './observe.ts';
import type { Updates } from './updates.ts';
import type { Watch } from './watch.ts';

export function handlersFor(pages: Pages, watch: Watch, badge: Badge, observer: Observer, updates: Updates): Handlers {
  return {
    report: ({ tabId }) => report(tabId, pages, watch),
    async pause({ tabId, paused }) {
      observer.forgetShown();
      if (!paused) await watch.markSites([hostOf((await currentDocument(tabId))?.url)]);
      await Promise.all([badge.repaint(), syncBlocking().catch(console.error)]);
      return report(tabId, pages, watch);
    },
    async block() {
      await syncBlocking();
      return null;
    },
    texts: async () => scanTexts(),
    vendors: async ({ packaged }) => ({
      serial: serialInUse(),
      date: engine().date,
      vendors: listedVendors(packaged),
    }),
    updates: ({ act, text }) => updates.act(act, text),
    async found({ text, url, tabId, frameId, documentId, documentUrl }) {
      await observer.onScan(text, url, { tab: { id: tabId }, frameId, documentId, url: documentUrl });
      return null;
    },
  };
}

async function isPrivate(tabId: number): Promise<boolean> {
  return (await browser.tabs.get(tabId)).incognito;
}

async function report(tabId: number, pages: Pages, watch: Watch): Promise<Report> {
  // All at once: each question to the browser is a round trip, and somebody is looking at an empty popup.
  const [document, loaded, isPrivateTab, mayEverywhere] = await Promise.all([
    currentDocument(tabId),
    loadSettings(),
    isPrivate(tabId).catch(() => false), // a tab that is gone
    mayLookAt('<all_urls>'),
    pages.load(),
  ]);
  const host = hostOf(document?.url);
  const base = { host, listDate: engine().date, isPrivate: isPrivateTab };
  if (document === null || !isWebPage(document.url) || CLOSED.test(host)) {
    return { state: 'unreachable', ...base };
  }
  if (!mayEverywhere && !(await mayLookAt(`${new URL(document.url).origin}/*`))) return { state: 'forbidden', ...base };
  const until = pauseOf(loaded, host, tabId);
  if (until !== undefined) {
    return { state: 'paused', ...base, byOrganisation: covers(loaded.policies.values.pausedSites, host), until };
  }
  const page = await pages.find(tabId, document.id);
  const findings = findingsFrom(page?.sightings ?? []);
  if (findings.length === 0 && (await watch.isUnwatched(document.id))) return { state: 'unwatched', ...base };
  return { state: 'watched', ...base, findings, vendors: wordsOf(findings) };
}

/** What the words need to know of each vendor found. */
export function wordsOf(findings: readonly Finding[]): Record<string, VendorWords> {
  const { vendors } = engine();
  const words: Record<string, VendorWords> = {};
  for (const { vendor } of findings) {
    const { name, modalities, purpose, practice, reviewed } = vendors.get(vendor) as VendorWords;
    words[vendor] = { name, modalities, purpose, practice, reviewed };
  }
  return words;
}

function mayLookAt(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
}

/** Pages that browsers close to every extension. https://developer.chrome.com/docs/extensions/develop/concepts/content-scripts and Firefox's extensions.webextensions.restrictedDomains. */
const CLOSED = import.meta.env.FIREFOX
  ? /^(?:(?:accounts-static|addons|content)\.cdn\.mozilla\.net|(?:(?:api|oauth|profile)\.)?accounts\.firefox\.com|(?:(?:discovery\.)?addons|support)\.mozilla\.org|sync\.services\.mozilla\.com)$/
  : /^chromewebstore\.google\.com$/;
