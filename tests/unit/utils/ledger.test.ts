import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, STAGES, type Stage } from '../../../rules/core/index.ts';
import {
  addDays,
  dayOf,
  type Entry,
  MOST_ENTRIES_A_DAY,
  MOST_VISITS,
  mayRemember,
  mergeEntries,
  oldestKept,
  siteOf,
  unwritten,
} from '../../../utils/ledger.ts';
import { LedgerError, toLedgerError } from '../../../utils/ledger-problem.ts';
import { readDay } from '../../../utils/ledger-schema.ts';
import { changeSettings, readSettings } from '../../../utils/settings.ts';
import { Written } from '../../../utils/written.ts';

function area(stored: Record<string, unknown> = {}) {
  return {
    get: async (key: string) => (key in stored ? { [key]: stored[key] } : {}),
    set: async (items: Record<string, unknown>) => {
      Object.assign(stored, structuredClone(items));
    },
  };
}

const entry = (more: Partial<Entry> = {}): Entry => ({
  vendor: 'acme',
  site: 'shop.test',
  stage: 'loaded',
  visits: 1,
  ...more,
});

test('a site is the host without www.', () => {
  expect(siteOf('www.shop.test')).toBe('shop.test');
  expect(siteOf('www2.shop.test')).toBe('www2.shop.test');
});

test('a day is the day of the person’s own calendar', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 30).getTime())).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 0, 5, 23, 30).getTime())).toBe('2026-01-05');
});

test('days are counted over months, leap days and changes of the clock', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('thirty days are today and the 29 before; zero keeps everything', () => {
  expect(oldestKept('2026-11-30', 30)).toBe('2026-11-01');
  expect(oldestKept('2026-11-30', 0)).toBeNull();
});

describe('whether a tab may be remembered', () => {
  test('off until the person says yes, and on damaged settings', async () => {
    expect(mayRemember(await readSettings(area()), { incognito: false })).toBe(false);
    const damaged = area({ settings: { ledger: { on: 'yes', keepDays: 7 } } });
    expect((await readSettings(damaged)).ledger).toEqual({ on: false, asked: false, keepDays: 90 });
  });

  test('on: yes in an ordinary window, never in a private one', async () => {
    const stored = area();
    await changeSettings(stored, (settings) => ({ ...settings, ledger: { on: true, asked: true, keepDays: 0 } }));
    const settings = await readSettings(stored);
    expect(mayRemember(settings, { incognito: false })).toBe(true);
    expect(mayRemember(settings, { incognito: true })).toBe(false);
  });
});

describe('what is still to be written of a page', () => {
  const finding = (vendor: string, stage: Stage, overdue = false): Finding => ({
    vendor,
    stage,
    overdue,
    hosted: false,
    evidence: [],
  });

  test('a new vendor is a visit, a higher stage is none, a lower one nothing', () => {
    const findings = [finding('new', 'loaded'), finding('up', 'capturing'), finding('down', 'loaded')];
    expect(unwritten(findings, { up: 'started', down: 'started' }, 's.test')).toEqual([
      { vendor: 'new', site: 's.test', stage: 'loaded', visits: 1 },
      { vendor: 'up', site: 's.test', stage: 'capturing', visits: 0 },
    ]);
  });

  test('overdue entries are left out', () => {
    expect(unwritten([finding('old', 'capturing', true)], {}, 's.test')).toEqual([]);
  });

  test('one document counts once a day, and again the next day', async () => {
    const written = new Written(area());
    await written.note('doc', '2026-01-01', { acme: 'loaded' });
    await written.note('doc', '2026-01-01', { other: 'started' });
    expect(await written.stagesOf('doc', '2026-01-01')).toEqual({ acme: 'loaded', other: 'started' });
    expect(await written.stagesOf('doc', '2026-01-02')).toEqual({});
    expect(await written.stagesOf('else', '2026-01-01')).toEqual({});
  });

  test('only the newest 300 documents are held', async () => {
    const written = new Written(area());
    for (let at = 0; at <= 300; at++) await written.note(`doc${at}`, '2026-01-01', { acme: 'loaded' });
    expect(await written.stagesOf('doc0', '2026-01-01')).toEqual({});
    expect(await written.stagesOf('doc300', '2026-01-01')).toEqual({ acme: 'loaded' });
  });
});

describe('merging', () => {
  const entries = fc.array(
    fc.record({
      vendor: fc.constantFrom('a', 'b', 'c'),
      site: fc.constantFrom('x.test', 'y.test'),
      stage: fc.constantFrom(...STAGES),
      visits: fc.integer({ min: 1, max: 50 }),
    }),
  );
  const asMap = (list: readonly Entry[]) => new Map(list.map((each) => [`${each.vendor} ${each.site}`, each]));

  test('a stage only rises, whatever is merged, and nothing is lost', () => {
    fc.assert(
      fc.property(entries, entries, fc.constantFrom('sum' as const, 'most' as const), (first, second, counting) => {
        const before = mergeEntries([], first, counting);
        const after = asMap(mergeEntries(before, second, counting));
        for (const each of [...before, ...second]) {
          const held = after.get(`${each.vendor} ${each.site}`);
          expect(STAGES.indexOf(held?.stage ?? 'listed')).toBeGreaterThanOrEqual(STAGES.indexOf(each.stage));
          expect(held?.visits).toBeGreaterThanOrEqual(each.visits);
        }
      }),
    );
  });

  test('the same import twice changes nothing the second time', () => {
    fc.assert(
      fc.property(entries, entries, (held, more) => {
        const once = mergeEntries(mergeEntries([], held, 'sum'), more, 'most');
        expect(mergeEntries(once, more, 'most')).toEqual(once);
      }),
    );
  });

  test('new visits add up', () => {
    const merged = mergeEntries([entry({ visits: 2 })], [entry({ stage: 'started' })], 'sum');
    expect(merged).toEqual([entry({ visits: 3, stage: 'started' })]);
  });

  test('visits stay within what can be read again', () => {
    const [merged] = mergeEntries([entry({ visits: MOST_VISITS })], [entry()], 'sum');
    expect(readDay({ day: '2026-01-01', entries: [merged] })?.damaged).toBe(0);
  });

  test('a rise without its visit (wiped meanwhile) is one visit', () => {
    expect(mergeEntries([], [entry({ visits: 0 })], 'sum')).toEqual([entry()]);
  });

  test('a flood is cut, what is held still rises', () => {
    const flood = Array.from({ length: MOST_ENTRIES_A_DAY + 5 }, (_, at) => entry({ site: `s${at}.test` }));
    const held = mergeEntries([], flood, 'sum');
    expect(held).toHaveLength(MOST_ENTRIES_A_DAY);
    const more = mergeEntries(held, [entry({ site: 's0.test', stage: 'capturing' })], 'sum');
    expect(more.find(({ site }) => site === 's0.test')?.stage).toBe('capturing');
  });
});

describe('reading what is stored', () => {
  test('a good day is taken as it is', () => {
    const day = { day: '2026-01-01', entries: [entry(), entry({ site: '[2001:db8::1]' })] };
    expect(readDay(day)).toEqual({ day, damaged: 0 });
  });

  test('of a damaged day the good entries are kept and the others counted', () => {
    const stored = {
      day: '2026-01-01',
      entries: [entry(), { ...entry(), stage: 'scanned' }, null, entry({ visits: -1 })],
    };
    expect(readDay(stored)).toEqual({ day: { day: '2026-01-01', entries: [entry()] }, damaged: 3 });
  });

  test.each([
    [null],
    [{ day: '2026-02-30', entries: [] }],
    [{ day: 'yesterday', entries: [] }],
    [{ day: '2026-01-01' }],
  ])('%j is no day', (stored) => {
    expect(readDay(stored)).toBeUndefined();
  });
});

test('what IndexedDB throws becomes a problem that has words', () => {
  expect(toLedgerError(new DOMException('', 'QuotaExceededError')).problem).toBe('full');
  expect(toLedgerError(new DOMException('', 'VersionError')).problem).toBe('newer');
  expect(toLedgerError(new DOMException('', 'UnknownError')).problem).toBe('broken');
  expect(toLedgerError(undefined).problem).toBe('broken');
  expect(toLedgerError(new LedgerError('blocked')).problem).toBe('blocked');
});
