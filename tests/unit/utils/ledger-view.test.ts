import { describe, expect, test } from 'vitest';
import type { VendorLine } from '../../../rules/core/index.ts';
import type { Day } from '../../../utils/ledger.ts';
import { type Filter, filterFromHash, filterToHash, NO_FILTER } from '../../../utils/ledger-filter.ts';
import { timeline } from '../../../utils/ledger-timeline.ts';
import { breakdown, overall, select, toRows } from '../../../utils/ledger-view.ts';

const lines: Record<string, VendorLine> = {
  acme: { name: 'Acme', modalities: ['face', 'voice'], purpose: 'face-search' },
  typist: { name: 'Typist', modalities: ['keystroke'], purpose: 'fraud-detection' },
};
const days: Day[] = [
  {
    day: '2026-11-01',
    entries: [
      { vendor: 'acme', site: 'shop.test', stage: 'loaded', visits: 2 },
      { vendor: 'typist', site: 'bank.test', stage: 'started', visits: 5 },
    ],
  },
  {
    day: '2026-11-03',
    entries: [
      { vendor: 'gone', site: 'shop.test', stage: 'loaded', visits: 1 },
      { vendor: 'acme', site: 'photo.shop.test', stage: 'capturing', visits: 1 },
    ],
  },
];
const rows = toRows(days);
const filter = (more: Partial<Filter>): Filter => ({ ...NO_FILTER, ...more });

test('rows are newest first, the furthest-going of a day first', () => {
  expect(rows.map(({ day, vendor }) => `${day} ${vendor}`)).toEqual([
    '2026-11-03 acme',
    '2026-11-03 gone',
    '2026-11-01 typist',
    '2026-11-01 acme',
  ]);
});

test.each([
  [{}, 4],
  [{ vendor: 'acme' }, 2],
  [{ site: 'SHOP' }, 3],
  [{ modality: 'voice' as const }, 2],
  [{ modality: 'keystroke' as const, site: 'shop' }, 0],
])('%j selects %i rows', (more, count) => {
  expect(select(rows, filter(more), lines)).toHaveLength(count);
});

describe('figures', () => {
  test('of everything', () => {
    expect(overall(rows)).toEqual({
      key: '',
      encounters: 4,
      visits: 9,
      vendors: 3,
      sites: 3,
      days: 2,
      stage: 'capturing',
      stages: { listed: 0, loaded: 2, started: 1, 'capture-ready': 0, capturing: 1 },
      first: '2026-11-01',
      last: '2026-11-03',
    });
    expect(overall([])).toBeUndefined();
  });

  test('by each dimension; a vendor that the list no longer names keeps its row and has no modality', () => {
    const keys = (by: Parameters<typeof breakdown>[1]) =>
      breakdown(rows, by, lines).map(({ key, encounters }) => `${key} ${encounters}`);
    expect(keys('vendor')).toEqual(['acme 2', 'gone 1', 'typist 1']);
    expect(keys('site')).toEqual(['shop.test 2', 'bank.test 1', 'photo.shop.test 1']);
    expect(keys('modality')).toEqual(['face 2', 'voice 2', 'keystroke 1']);
    expect(keys('purpose')).toEqual(['face-search 2', 'fraud-detection 1']);
  });
});

describe('timeline', () => {
  const shape = (from: string, to: string) => {
    const { unit, buckets } = timeline(rows, from, to);
    return [unit, ...buckets.map(({ start, total }) => `${start} ${total}`)];
  };

  test('days without gaps', () => {
    expect(shape('2026-11-01', '2026-11-04')).toEqual([
      'day',
      '2026-11-01 2',
      '2026-11-02 0',
      '2026-11-03 2',
      '2026-11-04 0',
    ]);
  });

  test('weeks begin on Monday, also over the end of a year', () => {
    const weeks = shape('2026-09-30', '2026-11-24');
    expect(weeks.slice(0, 3)).toEqual(['week', '2026-09-28 0', '2026-10-05 0']);
    expect(weeks).toContain('2026-10-26 2'); // the first of November is a Sunday
    expect(weeks).toContain('2026-11-02 2');
    const { buckets } = timeline(rows, '2025-12-20', '2026-02-20');
    for (const { start } of buckets) expect(new Date(`${start}T12:00:00Z`).getUTCDay()).toBe(1);
  });

  test('months for years, each once', () => {
    const months = shape('2024-01-31', '2026-11-24');
    expect(months).toHaveLength(1 + 35);
    expect(new Set(months).size).toBe(months.length);
    expect(months.at(-1)).toBe('2026-11-01 4');
  });

  test('stages are kept apart', () => {
    const { buckets } = timeline(rows, '2026-11-03', '2026-11-03');
    expect(buckets[0]?.counts).toEqual({ listed: 0, loaded: 1, started: 0, 'capture-ready': 0, capturing: 1 });
  });
});

describe('the filter in the address', () => {
  test.each([
    [filter({}), ''],
    [filter({ days: 0, vendor: 'acme' }), '#days=0&vendor=acme'],
    [filter({ vendor: 'a&b=c', modality: 'face' }), '#vendor=a%26b%3Dc&modality=face'],
  ])('%j is %j, and back', (chosen, hash) => {
    expect(filterToHash(chosen)).toBe(hash);
    expect(filterFromHash(hash)).toEqual(chosen);
  });

  test('names no site: browsers keep addresses', () => {
    expect(filterToHash(filter({ site: 'clinic.example', days: 0 }))).toBe('#days=0');
    expect(filterFromHash('#site=clinic.example')).toEqual(NO_FILTER);
  });

  test('nonsense is not filtered by', () => {
    expect(filterFromHash('#days=7&modality=soul&x=%')).toEqual(NO_FILTER);
  });
});
