/** Answers to the protocol, one function per question. */
import { covers, isWithin, type Sighting } from '../../rules/core/index.ts';
import { hostOf, isWebPage } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { engine, findingsFrom, listedVendors, scanTexts } from '../../utils/engine.ts';
import { LIST_DATE } from '../../utils/list-date.ts';
import { loadSettings, pausedIn } from '../../utils/load-settings.ts';
import type { Pages } from '../../utils/pages.ts';
import type { Report, VendorWords } from '../../utils/protocol.ts';
import type { Handlers } from '../../utils/server.ts';
import type { Badge } from './badge.ts';
import { syncBlocking } from './blocking.ts';
import { currentDocument } from './current.ts';
import type { Observer } from './observe.ts';
import type { Watch } from './watch.ts';

export function handlersFor(pages: Pages, watch: Watch, badge: Badge, observer: Observer): Handlers {
  return {
    report: ({ tabId }) => report(tabId, pages, watch),
    async pause({ tabId, paused }) {
      const document = await currentDocument(tabId);
      if (paused) await pages.forgetTab(tabId);
      else await watch.markSites([hostOf(document?.url)]);
      await Promise.all([badge.clear(tabId), syncBlocking().catch(console.error)]);
      return report(tabId, pages, watch);
    },
    async block() {
      await syncBlocking();
      return null;
    },
    texts: async () => scanTexts(),
    vendors: async () => listedVendors(),
    async found({ text, url, tabId, frameId, documentId, documentUrl }) {
      await observer.onScan(text, url, { tab: { id: tabId }, frameId, documentId, url: documentUrl });
      return null;
    },
  };
}

async function report(tabId: number, pages: Pages, watch: Watch): Promise<Report> {
  // All at once: each question to the browser is a round trip, and somebody is looking at an empty popup.
  const [document, loaded] = await Promise.all([currentDocument(tabId), loadSettings(), pages.load()]);
  const host = hostOf(document?.url);
  const base = { host, listDate: LIST_DATE };
  if (document === null || !isWebPage(document.url) || CLOSED.has(host)) {
    return { state: 'unreachable', ...base };
  }
  if (!(await mayLookAt(document.url))) return { state: 'forbidden', ...base };
  const { policies, pauses } = loaded;
  if (covers(pausedIn(loaded), host)) {
    const site = Object.keys(pauses).find((each) => isWithin(host, each));
    const byOrganisation = covers(policies.values.pausedSites, host);
    return { state: 'paused', ...base, byOrganisation, until: site === undefined ? null : (pauses[site] ?? null) };
  }
  const page = await pages.find(tabId, document.id);
  const found = describe(page?.sightings ?? []);
  if (found.findings.length === 0 && (await watch.isUnwatched(document.id))) return { state: 'unwatched', ...base };
  return { state: 'watched', ...base, ...found };
}

function describe(sightings: readonly Sighting[]) {
  const { vendors } = engine();
  const findings = findingsFrom(sightings);
  const words: Record<string, VendorWords> = {};
  for (const { vendor } of findings) {
    const { name, modalities, purpose, practice, reviewed } = vendors.get(vendor) as VendorWords;
    words[vendor] = { name, modalities, purpose, practice, reviewed };
  }
  return { findings, vendors: words };
}

function mayLookAt(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${new URL(url).origin}/*`] });
}

/** Pages that browsers close to every extension. https://developer.chrome.com/docs/extensions/develop/concepts/content-scripts and Firefox's extensions.webextensions.restrictedDomains. */
const CLOSED = new Set([
  'chromewebstore.google.com',
  'accounts-static.cdn.mozilla.net',
  'accounts.firefox.com',
  'addons.cdn.mozilla.net',
  'addons.mozilla.org',
  'api.accounts.firefox.com',
  'content.cdn.mozilla.net',
  'discovery.addons.mozilla.org',
  'oauth.accounts.firefox.com',
  'profile.accounts.firefox.com',
  'support.mozilla.org',
  'sync.services.mozilla.com',
]);
