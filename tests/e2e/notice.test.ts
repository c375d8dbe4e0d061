/** The notice in the page: when it comes, that it stays out of the way, and that only the person can answer it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { overlaps } from '../../utils/keep-clear.ts';
import type { Settings } from '../../utils/settings.ts';
import { violations } from '../support/axe.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { noticeIn, openCopy, pressInNotice, readNotice, stored } from '../support/notice.ts';
import { claims, popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const SEON = 'SEON’s code is running on this page; it is made to watch how you type and move.';
let session: Session;
/** A page of the extension, through which the notice is seen. */
let own: Tab;
const opened: Tab[] = [];

beforeAll(async () => {
  session = await startSession(__BROWSER__);
  own = await session.driver.openOwn('welcome.html');
});
afterEach(async () => {
  for (const tab of opened.splice(0)) await tab.close();
  await restart(); // every test is a session of its own
});
afterAll(() => session?.close());

/** As when the browser starts: no site has had its notice. Settings stay unless given. */
async function restart(settings: Partial<Settings> | null = {}): Promise<void> {
  await own.run(async (chosen) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Storages }>;
    const { session, local } = (browser ?? chrome).storage;
    await session.remove('noticed');
    if (chosen !== null) await local.set({ settings: chosen });
  }, settings);
}
interface Storages {
  readonly session: { remove(key: string): Promise<void> };
  readonly local: { set(items: object): Promise<void> };
}

async function open(url: string): Promise<{ tab: Tab; tabId: number }> {
  const tab = await session.driver.open();
  opened.push(tab);
  await tab.resize(1000, 700);
  await tab.visit(url);
  return { tab, tabId: await session.tabIdOf(url) };
}

/** Waits until that is claimed of the page: from then on a notice that is due is on its way. */
async function claimed(tabId: number, expected: Record<string, string>): Promise<void> {
  const content = await popupContent(
    session,
    tabId,
    (each) => JSON.stringify(claims(each)) === JSON.stringify(expected),
  );
  expect(claims(content)).toEqual(expected);
}

/** Nothing comes, although there was time for it. */
async function expectNone(tabId: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await readNotice(own, tabId)).toBeNull();
}

async function gone(tabId: number): Promise<void> {
  const left = await eventually(
    () => readNotice(own, tabId),
    (notice) => notice === null,
  );
  expect(left).toBeNull();
}

describe('when it comes', () => {
  test('a vendor that asks nobody has started: once for the site, however often it is visited', async () => {
    const { tab, tabId } = await open('https://a.notice.example/started');
    const notice = await noticeIn(own, tabId);
    expect(notice?.said).toEqual([SEON, 'It starts without asking you.', 'Open Countergaze to see the evidence.']);
    expect(notice).toMatchObject({ isVisible: true, language: 'en', label: 'Notice from Countergaze' });
    await tab.reload();
    await expectNone(tabId);
    await session.driver.killBackground();
    const again = await open('https://a.notice.example/started?again');
    await claimed(again.tabId, { seon: 'started' });
    await expectNone(again.tabId);
    const other = await open('https://b.notice.example/started');
    expect((await noticeIn(own, other.tabId))?.said[0]).toBe(SEON);
  });

  test('loaded is not enough', async () => {
    const { tabId } = await open('https://a.notice.example/loaded');
    await claimed(tabId, { biocatch: 'loaded' });
    await expectNone(tabId);
  });

  test('in a frame: the page around it says so', async () => {
    const { tabId } = await open('https://c.notice.example/framed');
    expect((await noticeIn(own, tabId))?.said[0]).toBe(SEON);
  });

  test('a vendor that is asked for: not when it starts, but when the camera is on', async () => {
    const { tab, tabId } = await open('https://ladder.example/');
    await tab.run(() =>
      new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), { src: '/assets/app-3f2a.js', onload: resolve });
        document.head.append(script);
      }).then(() => undefined),
    );
    await claimed(tabId, { 'face-api-js': 'started' });
    await expectNone(tabId);
    await session.driver.grantCamera('https://ladder.example');
    await tab.run(async () => {
      const video = document.querySelector('video') as HTMLVideoElement;
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    });
    const notice = await noticeIn(own, tabId);
    expect(notice?.said).toEqual([
      'face-api.js’s code is running on this page and the camera is on.',
      'Open Countergaze to see the evidence.',
    ]);
  });

  test('only at capture, when that was chosen; in the chosen language', async () => {
    await restart({ notice: { mode: 'capturing', silencedSites: [] } });
    const quiet = await open('https://a.notice.example/started');
    await claimed(quiet.tabId, { seon: 'started' });
    await expectNone(quiet.tabId);
    await restart({ language: 'fr' });
    const french = await open('https://b.notice.example/started');
    expect(await noticeIn(own, french.tabId)).toMatchObject({ language: 'fr', label: 'Avis de Countergaze' });
  });
});

describe('how it behaves', () => {
  test('it takes no focus, moves nothing, is closed by keyboard alone, and gives back what it took', async () => {
    const { tab, tabId } = await open('https://a.notice.example/started');
    const layout = () =>
      tab.run(() => ({
        focused: document.activeElement?.getAttribute('aria-label'),
        size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
        boxes: [...document.body.querySelectorAll('*')].map((each) => JSON.stringify(each.getBoundingClientRect())),
      }));
    expect(await noticeIn(own, tabId)).toMatchObject({ focused: null });
    const shown = await layout();
    expect(shown.focused).toBe('first');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const stops = [];
    for (let stop = 0; stop < 5; stop++) {
      await tab.press('Tab');
      stops.push((await readNotice(own, tabId))?.focused ?? (await layout()).focused);
    }
    expect(stops.slice(0, 4)).toEqual(['last', 'Close', 'Silence on this site', 'Silence everywhere']);
    await tab.run(() => document.querySelector<HTMLElement>('[aria-label="last"]')?.focus());
    await tab.press('Tab');
    await tab.press(' '); // in Firefox, SEON’s collector keeps Enter from pressing any button of its page
    await gone(tabId);
    await tab.run(() => document.querySelector<HTMLElement>('[aria-label="first"]')?.focus());
    expect(await layout()).toEqual(shown);
  });

  test('silenced on this site: options show it, other sites still tell', async () => {
    const { tab, tabId } = await open('https://a.notice.example/started');
    await noticeIn(own, tabId);
    await pressInNotice(tab, own, tabId, 'Silence on this site');
    expect((await noticeIn(own, tabId))?.said).toEqual(['Done. You can change this in the options.']);
    expect(
      await eventually(
        () => stored(own),
        ({ silencedSites }) => silencedSites.length > 0,
      ),
    ).toEqual({
      mode: 'default',
      silencedSites: ['a.notice.example'],
    });
    await pressInNotice(tab, own, tabId, 'Close');
    await gone(tabId);
    await restart(null);
    await tab.reload();
    await expectNone(tabId);
    const other = await open('https://b.notice.example/started');
    expect(await noticeIn(own, other.tabId)).not.toBeNull();
    const options = await session.driver.openOwn('options.html');
    await options.waitFor('.field-below .site');
    await options.click('.field-below button');
    expect(
      (
        await eventually(
          () => stored(own),
          ({ silencedSites }) => silencedSites.length === 0,
        )
      ).silencedSites,
    ).toEqual([]);
    await options.close();
  });

  test('silenced everywhere: none comes any more', async () => {
    const { tab, tabId } = await open('https://a.notice.example/started');
    await noticeIn(own, tabId);
    await pressInNotice(tab, own, tabId, 'Silence everywhere');
    expect(
      (
        await eventually(
          () => stored(own),
          ({ mode }) => mode === 'off',
        )
      ).mode,
    ).toBe('off');
    await restart(null);
    const other = await open('https://b.notice.example/started');
    await claimed(other.tabId, { seon: 'started' });
    await expectNone(other.tabId);
  });
});

describe('where it stands', () => {
  test.each([
    ['', false],
    ['bottom-right', false],
    ['bottom-right top-right', false],
    ['bottom-right top-right bottom-left', false],
  ])('fields at %j: beside them', async (at, isSlim) => {
    const { tab, tabId } = await open(`https://a.notice.example/corners?at=${at.replaceAll(' ', '+')}`);
    const notice = await noticeIn(own, tabId);
    expect(notice).toMatchObject({ isVisible: true, isSlim });
    const fields = await tab.run(() =>
      [...document.querySelectorAll('input')].map((field) => {
        const { left, top, right, bottom } = field.getBoundingClientRect();
        return { left, top, right, bottom };
      }),
    );
    for (const field of fields) expect(overlaps(field, notice?.box as never)).toBe(false);
  });

  test('fields in every corner: not to be seen, until one goes; a field that comes later is left free', async () => {
    const { tab, tabId } = await open(
      'https://a.notice.example/corners?at=bottom-right+top-right+bottom-left+top-left',
    );
    expect(await noticeIn(own, tabId)).toMatchObject({ isVisible: false });
    const remove = (label: string) =>
      tab.run((name) => document.querySelector(`[aria-label="${name}"]`)?.remove(), label);
    await remove('top-left');
    const seen = await eventually(
      () => readNotice(own, tabId),
      (notice) => notice?.isVisible === true,
    );
    expect(seen).toMatchObject({ isVisible: true, box: { left: 12, top: 12 } });
    await remove('bottom-right');
    await tab.run(() => {
      const late = Object.assign(document.createElement('textarea'), { style: 'position:fixed;left:0;top:0' });
      document.body.append(late);
      late.focus();
    });
    const moved = await eventually(
      () => readNotice(own, tabId),
      (notice) => notice?.box.left !== 12,
    );
    expect(moved?.box).toMatchObject({ right: 988, bottom: 688 });
  });

  test('on a small screen: a bar across it, wholly inside', async () => {
    const { tab, tabId } = await open('https://a.notice.example/started');
    await noticeIn(own, tabId);
    await tab.resize(320, 600);
    const notice = await eventually(
      () => readNotice(own, tabId),
      (each) => each?.isSlim === true,
    );
    expect(notice).toMatchObject({ isSlim: true, isVisible: true, box: { left: 0, right: 320, bottom: 600 } });
    expect((notice?.box.top ?? 0) > 400).toBe(true);
    expect(await tab.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('against a hostile page', () => {
  test('it can be neither read, pressed, styled nor traced to us; but removed', async () => {
    const { tab, tabId } = await open('https://a.notice.example/fight');
    await noticeIn(own, tabId);
    await tab.waitFor('html[data-learnt]');
    expect(await tab.run(() => document.documentElement.dataset.learnt)).toBe('|null||popover=manual|');
    const notice = await readNotice(own, tabId);
    expect(notice?.said[0]).toBe(SEON);
    expect(notice).toMatchObject({ isVisible: true, focused: null, box: { right: 988, bottom: 688 } });
    expect(await stored(own)).toEqual({ mode: 'default', silencedSites: [] });
    await tab.run(() => document.querySelector(':root > [popover]')?.remove());
    expect(await readNotice(own, tabId)).toBeNull();
    await claimed(tabId, { seon: 'started' });
  });

  test.each(['strict', 'ruthless', 'clobber'])('it looks as ever on a page that is %s', async (path) => {
    const plain = await open('https://a.notice.example/corners');
    const expected = await noticeIn(own, plain.tabId);
    const { tabId } = await open(`https://b.notice.example/${path}`);
    const notice = await noticeIn(own, tabId);
    expect(notice?.isVisible).toBe(true);
    expect(notice?.box).toEqual(expected?.box);
    expect(notice?.said).toEqual(expected?.said);
  });
});

test('axe finds nothing in it, as a card and as a bar', async () => {
  const { tab, tabId } = await open('https://a.notice.example/corners');
  await noticeIn(own, tabId);
  await openCopy(own, tabId);
  expect(await violations(tab)).toEqual([]);
  await tab.resize(320, 600);
  await eventually(
    () => readNotice(own, tabId),
    (notice) => notice?.isSlim === true,
  );
  await openCopy(own, tabId);
  expect(await violations(tab)).toEqual([]);
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
