/** The notice in the page: when it comes, and how the person answers it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { noticeIn, pressInNotice, readNotice, stored } from '../support/notice.ts';
import { NoticeScene, SEON } from '../support/notice-scene.ts';
import { startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let scene: NoticeScene;
beforeAll(async () => {
  scene = await NoticeScene.start(__BROWSER__);
});
afterEach(() => scene.clear());
afterAll(() => scene?.session.close());

describe('when it comes', () => {
  test('a vendor that asks nobody has started: once for the site, however often it is visited', async () => {
    const { tab, tabId } = await scene.open('https://a.notice.example/started');
    const notice = await noticeIn(scene.own, tabId);
    expect(notice?.said).toEqual([SEON, 'It starts without asking you.', 'Open Countergaze to see the evidence.']);
    expect(notice).toMatchObject({ isVisible: true, language: 'en', label: 'Notice from Countergaze' });
    await tab.reload();
    expect(await scene.staysAway(tabId)).toBe(true);
    await scene.session.driver.killBackground();
    const again = await scene.open('https://a.notice.example/started?again');
    expect(await scene.claimsOn(again.tabId, { seon: 'started' })).toEqual({ seon: 'started' });
    expect(await scene.staysAway(again.tabId)).toBe(true);
    const other = await scene.open('https://b.notice.example/started');
    expect((await noticeIn(scene.own, other.tabId))?.said[0]).toBe(SEON);
  });

  test('loaded is not enough', async () => {
    const { tabId } = await scene.open('https://a.notice.example/loaded');
    expect(await scene.claimsOn(tabId, { biocatch: 'loaded' })).toEqual({ biocatch: 'loaded' });
    expect(await scene.staysAway(tabId)).toBe(true);
  });

  test('in a frame: the page around it says so', async () => {
    const { tabId } = await scene.open('https://c.notice.example/framed');
    expect((await noticeIn(scene.own, tabId))?.said[0]).toBe(SEON);
  });

  test('a vendor that is asked for: not when it starts, but when the camera is on', async () => {
    const { tab, tabId } = await scene.open('https://ladder.example/');
    await tab.run(() =>
      new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), { src: '/assets/app-3f2a.js', onload: resolve });
        document.head.append(script);
      }).then(() => undefined),
    );
    expect(await scene.claimsOn(tabId, { 'face-api-js': 'started' })).toEqual({ 'face-api-js': 'started' });
    expect(await scene.staysAway(tabId)).toBe(true);
    await scene.session.driver.grantCamera('https://ladder.example');
    await tab.run(async () => {
      const video = document.querySelector('video') as HTMLVideoElement;
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    });
    const notice = await noticeIn(scene.own, tabId);
    expect(notice?.said).toEqual([
      'face-api.js’s code is running on this page and the camera is on.',
      'Open Countergaze to see the evidence.',
    ]);
  });

  test('only at capture, when that was chosen; in the chosen language', async () => {
    await scene.restart({ notice: { mode: 'capturing', silencedSites: [] } });
    const quiet = await scene.open('https://a.notice.example/started');
    expect(await scene.claimsOn(quiet.tabId, { seon: 'started' })).toEqual({ seon: 'started' });
    expect(await scene.staysAway(quiet.tabId)).toBe(true);
    await scene.restart({ language: 'fr' });
    const french = await scene.open('https://b.notice.example/started');
    expect(await noticeIn(scene.own, french.tabId)).toMatchObject({ language: 'fr', label: 'Avis de Countergaze' });
  });
});

describe('how it behaves', () => {
  const KEYS = ['Enter', ' ', 'Escape'] as const;
  test.each(KEYS)(
    'it takes no focus, moves nothing, is closed with %j alone, and gives back what it took',
    async (key) => {
      const { tab, tabId } = await scene.open('https://a.notice.example/started');
      const layout = () =>
        tab.run(() => ({
          focused: document.activeElement?.getAttribute('aria-label'),
          size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
          boxes: [...document.body.querySelectorAll('*')].map((each) => JSON.stringify(each.getBoundingClientRect())),
        }));
      expect(await noticeIn(scene.own, tabId)).toMatchObject({ focused: null });
      const shown = await layout();
      expect(shown.focused).toBe('first');
      await new Promise((resolve) => setTimeout(resolve, 600));
      const stops = [];
      for (let stop = 0; stop < 5; stop++) {
        await tab.press('Tab');
        stops.push((await readNotice(scene.own, tabId))?.focused ?? (await layout()).focused);
      }
      expect(stops.slice(0, 4)).toEqual(['last', 'Close', 'Silence on this site', 'Silence everywhere']);
      await tab.run(() => document.querySelector<HTMLElement>('[aria-label="last"]')?.focus());
      await tab.press('Tab');
      expect((await readNotice(scene.own, tabId))?.focused).toBe('Close');
      await tab.press(key);
      expect(await scene.goes(tabId)).toBe(true);
      await tab.run(() => document.querySelector<HTMLElement>('[aria-label="first"]')?.focus());
      expect(await layout()).toEqual(shown);
    },
  );

  test.each(KEYS)('%j presses in it, though the page takes that key for a shortcut', async (key) => {
    const { tab, tabId } = await scene.open('https://a.notice.example/shortcuts');
    await noticeIn(scene.own, tabId);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await tab.press('Tab');
    expect((await readNotice(scene.own, tabId))?.focused).toBe('Close');
    await tab.press(key);
    expect(await scene.goes(tabId)).toBe(true);
    expect(await tab.run(() => document.documentElement.dataset.heard ?? null)).toBeNull();
  });

  test('silenced on this site: options show it, other sites still tell', async () => {
    const { tab, tabId } = await scene.open('https://a.notice.example/started');
    await noticeIn(scene.own, tabId);
    await pressInNotice(tab, scene.own, tabId, 'Silence on this site');
    expect((await noticeIn(scene.own, tabId))?.said).toEqual(['Done. You can change this in the options.']);
    expect(
      await eventually(
        () => stored(scene.own),
        ({ silencedSites }) => silencedSites.length > 0,
      ),
    ).toEqual({
      mode: 'default',
      silencedSites: ['a.notice.example'],
    });
    await pressInNotice(tab, scene.own, tabId, 'Close');
    expect(await scene.goes(tabId)).toBe(true);
    await scene.restart(null);
    await tab.reload();
    expect(await scene.staysAway(tabId)).toBe(true);
    const other = await scene.open('https://b.notice.example/started');
    expect(await noticeIn(scene.own, other.tabId)).not.toBeNull();
    const options = await scene.session.driver.openOwn('options.html');
    await options.waitFor('.field-below .site');
    await options.click('.field-below button');
    expect(
      (
        await eventually(
          () => stored(scene.own),
          ({ silencedSites }) => silencedSites.length === 0,
        )
      ).silencedSites,
    ).toEqual([]);
    await options.close();
  });

  test('silenced everywhere: none comes any more', async () => {
    const { tab, tabId } = await scene.open('https://a.notice.example/started');
    await noticeIn(scene.own, tabId);
    await pressInNotice(tab, scene.own, tabId, 'Silence everywhere');
    expect(
      (
        await eventually(
          () => stored(scene.own),
          ({ mode }) => mode === 'off',
        )
      ).mode,
    ).toBe('off');
    await scene.restart(null);
    const other = await scene.open('https://b.notice.example/started');
    expect(await scene.claimsOn(other.tabId, { seon: 'started' })).toEqual({ seon: 'started' });
    expect(await scene.staysAway(other.tabId)).toBe(true);
  });
});

test('in a private window it offers nothing that would put the site on the disk', async () => {
  const other = await startSession(__BROWSER__);
  try {
    await other.driver.allowPrivateWindows();
    const page = await other.driver.openOwn('welcome.html');
    const tabId = await other.openWindow('https://a.notice.example/started', 'private');
    const notice = await noticeIn(page, tabId, 10_000);
    expect(notice?.said[0]).toBe(SEON);
    expect(notice?.buttons.map(({ words }) => words)).toEqual(['Close', 'Silence everywhere']);
    expect(JSON.stringify(await page.run(allStored))).not.toContain('notice.example');
  } finally {
    await other.close();
  }
});

/** Everything on the disk; runs in a page of the extension. */
function allStored(): Promise<object> {
  const { browser, chrome } = globalThis as unknown as Record<
    'browser' | 'chrome',
    { storage: { local: { get(): Promise<object> } } }
  >;
  return (browser ?? chrome).storage.local.get();
}
