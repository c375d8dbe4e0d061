/** The notice stays out of the way of fields, and out of the reach of a hostile page. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { overlaps } from '../../utils/keep-clear.ts';
import { violations } from '../support/axe.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually } from '../support/ledger.ts';
import { noticeIn, openCopy, readNotice, stored } from '../support/notice.ts';
import { NoticeScene, SEON } from '../support/notice-scene.ts';

declare const __BROWSER__: BrowserName;

let scene: NoticeScene;
beforeAll(async () => {
  scene = await NoticeScene.start(__BROWSER__);
});
afterEach(() => scene.clear());
afterAll(() => scene?.session.close());

describe('where it stands', () => {
  test.each([
    ['', false],
    ['bottom-right', false],
    ['bottom-right top-right', false],
    ['bottom-right top-right bottom-left', false],
  ])('fields at %j: beside them', async (at, isSlim) => {
    const { tab, tabId } = await scene.open(`https://a.notice.example/corners?at=${at.replaceAll(' ', '+')}`);
    const notice = await noticeIn(scene.own, tabId);
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
    const { tab, tabId } = await scene.open(
      'https://a.notice.example/corners?at=bottom-right+top-right+bottom-left+top-left',
    );
    expect(await noticeIn(scene.own, tabId)).toMatchObject({ isVisible: false });
    const remove = (label: string) =>
      tab.run((name) => document.querySelector(`[aria-label="${name}"]`)?.remove(), label);
    await remove('top-left');
    const seen = await eventually(
      () => readNotice(scene.own, tabId),
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
      () => readNotice(scene.own, tabId),
      (notice) => notice?.box.left !== 12,
    );
    expect(moved?.box).toMatchObject({ right: 988, bottom: 688 });
  });

  test('on a small screen: a bar across it, wholly inside', async () => {
    const { tab, tabId } = await scene.open('https://a.notice.example/started');
    await noticeIn(scene.own, tabId);
    await tab.resize(320, 600);
    const notice = await eventually(
      () => readNotice(scene.own, tabId),
      (each) => each?.isSlim === true,
    );
    expect(notice).toMatchObject({ isSlim: true, isVisible: true, box: { left: 0, right: 320, bottom: 600 } });
    expect((notice?.box.top ?? 0) > 400).toBe(true);
    expect(await tab.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('against a hostile page', () => {
  test('it can be neither read, pressed, styled nor traced to us; but removed', async () => {
    const { tab, tabId } = await scene.open('https://a.notice.example/fight');
    await noticeIn(scene.own, tabId);
    await tab.waitFor('html[data-learnt]');
    expect(await tab.run(() => document.documentElement.dataset.learnt)).toBe('|null||popover=manual|');
    const notice = await readNotice(scene.own, tabId);
    expect(notice?.said[0]).toBe(SEON);
    expect(notice).toMatchObject({ isVisible: true, focused: null, box: { right: 988, bottom: 688 } });
    expect(await stored(scene.own)).toEqual({ mode: 'default', silencedSites: [] });
    await tab.run(() => document.querySelector(':root > [popover]')?.remove());
    expect(await readNotice(scene.own, tabId)).toBeNull();
    expect(await scene.claimsOn(tabId, { seon: 'started' })).toEqual({ seon: 'started' });
  });

  test.each(['strict', 'ruthless', 'clobber'])('it looks as ever on a page that is %s', async (path) => {
    const plain = await scene.open('https://a.notice.example/corners');
    const expected = await noticeIn(scene.own, plain.tabId);
    const { tabId } = await scene.open(`https://b.notice.example/${path}`);
    const notice = await noticeIn(scene.own, tabId);
    expect(notice?.isVisible).toBe(true);
    expect(notice?.box).toEqual(expected?.box);
    expect(notice?.said).toEqual(expected?.said);
  });
});

test('axe finds nothing in it, as a card and as a bar', async () => {
  const { tab, tabId } = await scene.open('https://a.notice.example/corners');
  await noticeIn(scene.own, tabId);
  await openCopy(scene.own, tabId);
  expect(await violations(tab)).toEqual([]);
  await tab.resize(320, 600);
  await eventually(
    () => readNotice(scene.own, tabId),
    (notice) => notice?.isSlim === true,
  );
  await openCopy(scene.own, tabId);
  expect(await violations(tab)).toEqual([]);
});
