import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES } from '../../../rules/core/index.ts';
import type { Day } from '../../../utils/ledger.ts';
import { csvCell, fromJson, toCsv, toJson } from '../../../utils/ledger-file.ts';

const TODAY = '2026-11-24';
const days: Day[] = [
  { day: '2026-11-23', entries: [{ vendor: 'acme', site: 'shop.test', stage: 'capturing', visits: 2 }] },
  { day: '2026-11-24', entries: [{ vendor: 'other', site: 'xn--bcher-kva.test', stage: 'listed', visits: 1 }] },
];

describe('JSON', () => {
  test('what goes out comes back in', () => {
    expect(fromJson(toJson(days, TODAY), TODAY)).toEqual({ ok: true, days });
    expect(fromJson(toJson([], TODAY), TODAY)).toEqual({ ok: true, days: [] });
  });

  const changed = (change: (file: { format: unknown; days: { day: unknown; entries: unknown[] }[] }) => void) => {
    const file = JSON.parse(toJson(days, TODAY));
    change(file);
    return JSON.stringify(file);
  };
  const set = (key: string, value: unknown) =>
    changed((file) => Object.assign(file.days[0]?.entries[0] as object, { [key]: value }));

  test.each([
    ['half a file', toJson(days, TODAY).slice(0, -20), 'not-json', ''],
    ['nothing', '', 'not-json', ''],
    ['another file', '{"format":1}', 'not-ledger', ''],
    ['a list', '[]', 'not-ledger', ''],
    ['null', 'null', 'not-ledger', ''],
    ['a newer form', changed((file) => Object.assign(file, { format: 2 })), 'newer', ''],
    ['an invented stage', set('stage', 'scanned'), 'damaged', 'days.0.entries.0.stage'],
    ['markup for a site', set('site', '<img src=x>'), 'damaged', 'days.0.entries.0.site'],
    ['an address for a site', set('site', 'https://shop.test/?q=1'), 'damaged', 'days.0.entries.0.site'],
    ['an object for a vendor', set('vendor', { id: 'acme' }), 'damaged', 'days.0.entries.0.vendor'],
    ['half a visit', set('visits', 0.5), 'damaged', 'days.0.entries.0.visits'],
    ['visits without end', set('visits', 1e300), 'damaged', 'days.0.entries.0.visits'],
    [
      'a day that is none',
      changed((file) => Object.assign(file.days[1] as object, { day: '2026-13-01' })),
      'damaged',
      'days.1.day',
    ],
    ['a day twice', changed((file) => file.days.push(...file.days)), 'damaged', 'days'],
    [
      'tomorrow',
      changed((file) => Object.assign(file.days[1] as object, { day: '2026-11-25' })),
      'damaged',
      'days.1.day',
    ],
  ])('%s is refused', (_, text, problem, where) => {
    expect(fromJson(text, TODAY)).toEqual({ ok: false, problem, where });
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(fromJson(text, TODAY).ok).toBe(false);
      }),
    );
  });

  test('__proto__ in a file changes no object', () => {
    fromJson(
      '{"countergaze":"ledger","format":1,"__proto__":{"polluted":true},"exported":"2026-01-01","days":[]}',
      TODAY,
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('CSV', () => {
  test('one line an entry, names beside ids, CRLF', () => {
    expect(toCsv(days, (id) => (id === 'acme' ? 'Acme, "the best"' : id))).toBe(
      'day,vendor,name,site,stage,visits\r\n' +
        '2026-11-23,acme,"Acme, ""the best""",shop.test,capturing,2\r\n' +
        '2026-11-24,other,other,xn--bcher-kva.test,listed,1\r\n',
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-1', "'-1"],
    ['+1', "'+1"],
    ['\tx', "'\tx"],
    ['=HYPERLINK("https://a.test","x")', `"'=HYPERLINK(""https://a.test"",""x"")"`],
    ['a=b', 'a=b'],
  ])('%j becomes %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test('no name opens a formula or breaks a line', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...STAGES), (name, stage) => {
        const entries = [{ vendor: 'acme', site: 'shop.test', stage, visits: 1 }];
        const line = toCsv([{ day: TODAY, entries }], () => name).slice('day,vendor,name,site,stage,visits\r\n'.length);
        const cell = line.slice(`${TODAY},acme,`.length, -`,shop.test,${stage},1\r\n`.length);
        expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cell).toMatch(/^(?:[^",\r\n]*|"(?:[^"]|"")*")$/);
      }),
    );
  });
});
