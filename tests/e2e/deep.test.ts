/** The deep scan: only when asked, without a request, and honest about what it could not read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIDDEN } from '../site/deep.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { claims, readPopup, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
let tab: Tab;
let tabId: number;
let popup: Tab;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  tab = await session.driver.open();
  await tab.visit('https://deep.example/');
  tabId = await session.tabIdOf('https://deep.example/');
  popup = await session.popup(tabId);
});
afterAll(() => session?.close());

const requests = () =>
  session.world?.seen.filter(({ host }) => /^(?:deep|static|inside)\.example$/.test(host)).length ?? 0;
const unread = () =>
  popup.run(() =>
    [...document.querySelectorAll<HTMLElement>('[data-unread]')].map(
      (line) => `${line.querySelector('code')?.textContent} ${line.dataset.unread}`,
    ),
  );
const loaded = (...ids: string[]) => Object.fromEntries(ids.sort().map((id) => [id, 'loaded']));
/** WebGazer's bundle carries these. */
const INSIDE_WEBGAZER = ['mediapipe-face-detection', 'mediapipe-face-mesh'];
/** The open popup, once it shows so many vendors, or after some seconds. */
async function shown(count: number) {
  const line = `:is([data-vendor], [data-folded]):nth-child(${count})`;
  await popup.waitFor(line, 10_000).catch(() => {});
  return readPopup(popup);
}
const done = () => popup.waitFor('[data-scan="done"]', 30_000);

test('nothing else sees these SDKs', async () => {
  expect((await readPopup(popup)).state).toBe('nothing');
});

test('asked for, it names what the page’s own scripts hold, and makes no request', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const before = requests();
  await popup.click('[data-do="scan"]');
  await done();
  const content = await shown(__BROWSER__ === 'chromium' ? 3 : 2);
  if (__BROWSER__ === 'chromium') {
    expect(claims(content)).toEqual(loaded(HIDDEN.inline, HIDDEN.cached, HIDDEN.frame));
    expect(content.found.find(({ vendor }) => vendor === HIDDEN.cached)?.evidence).toEqual([
      'string:MAXFACES_TOOHIGH https://deep.example/assets/face-33.js',
    ]);
    expect(await unread()).toEqual([
      'https://deep.example/assets/fresh-90aa.js uncached',
      'https://static.example/x-02.js foreign',
    ]);
  } else {
    expect(claims(content)).toEqual(loaded(HIDDEN.inline, HIDDEN.frame));
    expect(await unread()).toEqual([
      'https://deep.example/assets/lib-71c0.js arrived',
      'https://deep.example/assets/fresh-90aa.js arrived',
      'https://static.example/x-02.js foreign',
      'https://deep.example/assets/face-33.js arrived',
    ]);
  }
  expect(requests()).toBe(before);
});

test('the badge counts what was found', async () => {
  expect(await session.badge(tabId)).toBe(__BROWSER__ === 'chromium' ? '3' : '2');
});

test('a page whose elements stand in for the document’s own methods is searched to the end', async () => {
  const hostile = await session.driver.open();
  await hostile.visit('https://hostile.example/clobber');
  const asking = await session.popup(await session.tabIdOf('https://hostile.example/clobber'));
  await readPopup(asking);
  await asking.click('[data-do="scan"]');
  await asking.waitFor('[data-scan="done"]', 30_000);
  expect(await asking.run(() => document.querySelectorAll('[data-unread]').length)).toBe(0);
  await asking.close();
  await hostile.close();
});

// Only Firefox lets an extension read answers.
test.runIf(__BROWSER__ === 'firefox')('on an asked-for reload the rest is read while it arrives', async () => {
  const beside = await session.driver.open();
  await beside.visit('https://ways.example/calm');
  const before = requests();
  await popup.click('[data-do="scan-reload"]');
  await popup.waitFor('[data-scan="running"]');
  await done();
  expect(claims(await shown(7))).toEqual(loaded(...Object.values(HIDDEN), ...INSIDE_WEBGAZER));
  expect(await unread()).toEqual([]);
  // the reload itself, nothing more: page, frame, and the scripts that the browser asks for again
  expect(requests() - before).toBeLessThanOrEqual(6);
  // leave to read answers makes no page one that was open before it could be looked at
  const other = await session.popup(await session.tabIdOf('https://ways.example/calm'));
  expect((await readPopup(other)).state).toBe('nothing');
  await other.close();
  await beside.close();
});

// Firefox is not asked for its cache.
test.runIf(__BROWSER__ === 'chromium')('the page’s own service worker is not asked either', async () => {
  const worked = await session.driver.open();
  await worked.visit('https://deep.example/worked/');
  const told = () => session.world?.seen.filter(({ path }) => path === '/told').length ?? 0;
  await worked.run(() => fetch('/style.css').then(() => undefined));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = told();
  expect(before).toBeGreaterThan(0); // it does tell
  const asking = await session.popup(await session.tabIdOf('https://deep.example/worked/'));
  await readPopup(asking);
  await asking.click('[data-do="scan"]');
  await asking.waitFor('[data-scan="done"]', 30_000);
  await asking.waitFor(`li[data-vendor="${HIDDEN.cached}"]`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(told()).toBe(before);
  await asking.close();
  await worked.close();
});
