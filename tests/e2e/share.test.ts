/** Sharing a finding, and reporting a mistake: what is offered, what is copied, and that nothing leaves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { BROWSERS_OWN } from '../support/makers.ts';
import { savedBy } from '../support/saved-file.ts';
import { popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
let tabId: number;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  const tab = await session.driver.open();
  await tab.visit('https://bank.example/login?account=4711');
  tabId = await session.tabIdOf('https://bank.example/login');
  await popupContent(session, tabId, ({ found }) => found.length === 2);
});
afterAll(() => session?.close());

/** What a press copies, through the browser's real clipboard, once the page has said that it worked. */
async function copiedBy(page: Tab, selector: string): Promise<string> {
  await page.run(() => {
    const { clipboard } = navigator;
    const original = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) => {
      document.documentElement.dataset.text = text;
      return original(text);
    };
  });
  await page.click(selector);
  await page.waitFor('[data-copied]:not([data-copied="not yet"])');
  return page.run(() => {
    const result = document.querySelector<HTMLElement>('[data-copied]')?.dataset.copied;
    return `${result}: ${document.documentElement.dataset.text}`;
  });
}

test('the sentence is copied as it stands there, for the vendor that was chosen', async () => {
  const page = await session.driver.openOwn(`share.html?tabId=${tabId}`);
  await page.waitFor('canvas[data-drawn]');
  expect(await violations(page)).toEqual([]);
  await page.run(() => {
    const select = document.querySelector('select') as HTMLSelectElement;
    select.value = 'biocatch';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitFor('[data-shared="biocatch"]');
  const text = await copiedBy(page, '[data-do="copy"]');
  expect(text).toMatch(
    /^copied: This page loads BioCatch’s code\. Seen by Countergaze on bank\.example, \w+ \d+, 20\d\d\.$/,
  );
  await page.close();
});

test.each(['en', 'fr'])('the picture is drawn here, 1200 by 630, and saved (%s)', async (language) => {
  const page = await session.driver.openOwn(`share.html?tabId=${tabId}&lang=${language}`);
  await page.waitFor('canvas[data-drawn]');
  const colours = await page.run(() => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, 1200, 630);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  expect(colours).toBeGreaterThan(20); // an icon and letters, with their soft edges
  const file = await savedBy(page, '[data-do="save-picture"]');
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1200, 630]);
  const foreign = await page.run(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:')),
  );
  expect(foreign).toEqual([]);
  await page.close();
});

test('the picture is copied where the browser can', async () => {
  const page = await session.driver.openOwn(`share.html?tabId=${tabId}`);
  await page.waitFor('canvas[data-drawn]');
  await page.click('[data-do="copy-picture"]');
  await page.waitFor('[data-copied="copied"]');
  await page.close();
});

test('a mistake: the whole text stands there without what is private, and nothing is sent', async () => {
  const before = session.world?.seen.length ?? 0;
  const page = await session.driver.openOwn(`mistake.html?tabId=${tabId}`);
  await page.waitFor('[data-mistake="seon"]');
  const text = await page.run(() => document.querySelector('textarea')?.value ?? '');
  expect(text).toContain('Seen by Countergaze on bank.example');
  expect(text).toContain('- host:cdn.seonintelligence.com: https://cdn.seonintelligence.com/js/v6/agent.umd.js\n');
  expect(text).not.toMatch(/4711|bank\.example\/login/);
  expect(await violations(page)).toEqual([]);
  // There is no public repository so far: the popup offers no report, the page only copying, and options says why.
  expect(await page.run(() => document.querySelector('[data-do="open"]'))).toBeNull();
  expect(await copiedBy(page, '[data-do="copy"]')).toBe(`copied: Correct: SEON\n\n${text}`);
  const asked = session.world?.seen.slice(before).map(({ host }) => host) ?? [];
  expect(asked.filter((host) => !BROWSERS_OWN.test(host))).toEqual([]);
  const popup = await session.popup(tabId);
  await popup.waitFor('[data-act="share"]');
  expect(await popup.run(() => document.querySelector('[data-act="mistake"]'))).toBeNull();
  const options = await session.driver.openOwn('options.html');
  await options.waitFor('h1');
  expect(await options.run(() => document.body.innerText)).toContain('no public repository so far');
});
