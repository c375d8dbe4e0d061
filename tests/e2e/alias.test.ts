/** A vendor behind a first-party name (CNAME): Firefox can ask the name server, when the person wants it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserName } from '../support/find-browser.ts';
import { claims, popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

// Chromium gives extensions no way to ask: there only the aliases in the list are known.
const onlyFirefox = test.runIf(__BROWSER__ === 'firefox');

let session: Session;
beforeAll(async () => {
  if (__BROWSER__ === 'firefox') session = await startSession(__BROWSER__, { named: true });
});
afterAll(() => session?.close());

async function visitLender(path = '') {
  const url = `https://lender.example:${session.world?.port}/${path}`;
  const tab = await session.driver.open();
  await tab.visit(url);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const tabId = await session.tabIdOf(url);
  return { tab, tabId };
}

async function switchUncloaking(on: boolean, blocked: readonly string[] = []): Promise<void> {
  const own = await session.driver.openOwn('welcome.html');
  await own.run(
    async (uncloak, vendors) => {
      const { browser } = globalThis as unknown as {
        browser: { storage: { local: { set(items: object): Promise<void> } } };
      };
      await browser.storage.local.set({ settings: { uncloak, blocked: vendors } });
    },
    on,
    blocked,
  );
  await own.close();
}

onlyFirefox('off, as it comes: the name is what it says', async () => {
  const { tab, tabId } = await visitLender();
  expect((await popupContent(session, tabId, ({ state }) => state === 'nothing')).state).toBe('nothing');
  await tab.close();
});

onlyFirefox('on: the name that leads to a vendor counts as the vendor, the other one does not', async () => {
  await switchUncloaking(true);
  const { tab, tabId } = await visitLender();
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ onfido: 'loaded' });
  expect(content.found[0]?.evidence).toEqual(['host:sdk.onfido.com https://id.lender.example/check']);
  await tab.close();
});

onlyFirefox('it still works after the event page has ended', async () => {
  await session.driver.killBackground();
  const { tab, tabId } = await visitLender();
  expect(claims(await popupContent(session, tabId, ({ found }) => found.length > 0))).toEqual({ onfido: 'loaded' });
  await tab.close();
});

onlyFirefox('a shared worker that asks under such a name is not called blocked: no rule goes by it', async () => {
  await switchUncloaking(true, ['onfido']);
  const { tab, tabId } = await visitLender('works');
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  expect(claims(content)).toEqual({ onfido: 'loaded' });
  expect(session.world?.seen.some(({ host }) => host === 'id.lender.example')).toBe(true);
  await tab.close();
});

onlyFirefox('off again: no more', async () => {
  await switchUncloaking(false);
  const { tab, tabId } = await visitLender();
  expect((await popupContent(session, tabId, ({ state }) => state === 'nothing')).state).toBe('nothing');
  await tab.close();
});
