/**
 * `node tests/support/record-kept.ts <unpacked Chromium build> > tests/support/kept/<version>.json`: what a released
 * version leaves in a profile, recorded from that version itself. Every later version must take it over.
 */
import { PAGES, type TestPage } from '../site/pages.ts';
import { SITES } from '../site/sites.ts';
import { startWorld } from '../site/world.ts';
import { startChromium } from './chromium.ts';
import { chooseLedger, eventually, openDashboard, storedDays } from './ledger.ts';
import { isTrueOf, pauseIn, popupContent, readPopup, sessionOf, visit } from './session.ts';

const pageNamed = (id: string) => PAGES.find((page) => page.id === id) as TestPage;
const world = await startWorld(SITES);
const session = await sessionOf(
  await startChromium({ world, headless: true, build: process.argv[2] as string }),
  world,
);
const dashboard = await openDashboard(session);
await dashboard.click('[data-do="yes"]');
await chooseLedger(dashboard, { on: true, asked: true, keepDays: 0 });
for (const id of ['bank', 'mirror', 'exam']) {
  const { tabId } = await visit(session, pageNamed(id));
  await popupContent(session, tabId, (content) => isTrueOf(content, pageNamed(id)));
}
const { tabId } = await visit(session, pageNamed('try-on'));
const popup = await session.popup(tabId);
await readPopup(popup);
await pauseIn(popup);
const days = await eventually(
  () => storedDays(dashboard),
  ([day]) => (day?.entries.length ?? 0) >= 7,
);
const kept = await dashboard.run(async () => {
  interface Api {
    readonly runtime: { getManifest(): { version: string } };
    readonly storage: { readonly local: { get(): Promise<object> } };
  }
  const { chrome } = globalThis as unknown as { chrome: Api };
  const [{ version: ledgerVersion = 0 } = {}] = await indexedDB.databases();
  return { version: chrome.runtime.getManifest().version, local: await chrome.storage.local.get(), ledgerVersion };
});
await session.close();
process.stdout.write(`${JSON.stringify({ ...kept, days }, null, 2)}\n`);
