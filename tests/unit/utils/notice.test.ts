import { describe, expect, test } from 'vitest';
import {
  BARS,
  type Box,
  CORNERS,
  freePlace,
  overlaps,
  type Place,
  placesIn,
  stylesAt,
} from '../../../utils/keep-clear.ts';
import { isDue } from '../../../utils/notice.ts';
import { NoticeAnswer } from '../../../utils/notice-answer.ts';
import { DEFAULTS, withSilence } from '../../../utils/settings.ts';

describe('when a notice is due', () => {
  test.each([
    ['capturing', 'asked', 'default', true],
    ['capturing', 'asked', 'capturing', true],
    ['capturing', 'silent', 'off', false],
    ['started', 'silent', 'default', true],
    ['capture-ready', 'silent', 'default', true],
    ['loaded', 'silent', 'default', false],
    ['listed', 'silent', 'default', false],
    ['started', 'silent', 'capturing', false],
    ['started', 'depends', 'default', false],
    ['capture-ready', 'asked', 'default', false],
    ['started', undefined, 'default', false],
  ] as const)('%s of a vendor that is %s, mode %s: %s', (stage, practice, mode, due) => {
    expect(isDue({ stage, overdue: false }, practice, mode)).toBe(due);
    expect(isDue({ stage, overdue: true }, practice, mode)).toBe(false);
  });
});

test('silencing keeps each site once, and everything else as it was', () => {
  const once = withSilence(withSilence(DEFAULTS, 'b.test'), 'a.test');
  expect(withSilence(once, 'b.test').notice).toEqual({ mode: 'default', silencedSites: ['a.test', 'b.test'] });
  expect(withSilence(once, null)).toEqual({ ...once, notice: { ...once.notice, mode: 'off' } });
});

test('a notice can say where it is silenced, and nothing else', () => {
  expect(NoticeAnswer.safeParse({ silence: 'site' }).success).toBe(true);
  for (const message of [{ silence: 'a.test' }, { silence: 'site', host: 'b.test' }, { silence: null }, null])
    expect(NoticeAnswer.safeParse(message).success).toBe(false);
});

describe('where it stands', () => {
  const box = (left: number, top: number, width: number, height: number): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  /** A card of 300 × 200 in a viewport of 1000 × 700. */
  const boxAt = (place: Place) =>
    place === 'top' || place === 'bottom'
      ? box(0, place === 'top' ? 0 : 620, 1000, 80)
      : box(place.endsWith('right') ? 700 : 0, place.startsWith('top') ? 0 : 500, 300, 200);
  const find = (taken: Box[], present: Place | null = null) => freePlace(placesIn(1000, 700), present, boxAt, taken);

  test('a few pixels beside is still over', () => {
    expect(overlaps(box(0, 0, 10, 10), box(15, 0, 10, 10))).toBe(true);
    expect(overlaps(box(0, 0, 10, 10), box(18, 0, 10, 10))).toBe(false);
  });

  test('the first free corner, and where it stands already rather than that', () => {
    expect(find([])).toBe('bottom-right');
    expect(find([box(900, 600, 20, 20)])).toBe('top-right');
    expect(find([], 'top-left')).toBe('top-left');
    expect(find([box(10, 10, 20, 20)], 'top-left')).toBe('bottom-right');
  });

  test('no corner: a bar; no bar: nowhere', () => {
    const corners = [box(950, 550, 20, 20), box(950, 150, 20, 20), box(10, 550, 20, 20), box(10, 150, 20, 20)];
    expect(find(corners)).toBe('bottom');
    expect(find([...corners, box(500, 650, 20, 20)])).toBe('top');
    expect(find([box(0, 0, 1000, 700)])).toBeNull();
  });

  test('a small viewport has bars alone', () => {
    expect(placesIn(400, 800)).toEqual(BARS);
    expect(placesIn(800, 300)).toEqual(BARS);
    expect(placesIn(800, 600)).toEqual([...CORNERS, ...BARS]);
  });

  test('nowhere is not shown', () => {
    expect(stylesAt(null)).toBe('visibility:hidden');
    expect(stylesAt('top')).toBe('top:0;left:0;right:0');
    expect(stylesAt('bottom-left')).toMatch(/^bottom:12px;left:12px;width:/);
  });
});
