/** Settings: as stored, from an organisation, and as a file. Whatever comes in, nothing good is lost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPolicies, withPolicies } from '../../../utils/policies.ts';
import {
  changeSettings,
  DEFAULTS,
  readSettings,
  type Settings,
  toSettings,
  withPaused,
} from '../../../utils/settings.ts';
import { fromSettingsText, inPlaceOf, toSettingsFile } from '../../../utils/settings-file.ts';
import { SETTING_PATHS, sift } from '../../../utils/sift.ts';

const CHOSEN: Settings = {
  badge: false,
  notice: { mode: 'capturing', silencedSites: ['quiet.test'] },
  ledger: { on: true, asked: true, keepDays: 30 },
  pausedSites: ['a.test', 'b.test'],
  blocked: ['acme', 'zeta@a.test'],
  allowed: ['acme@b.test'],
  blockSilent: true,
  uncloak: true,
  updates: false,
  language: 'fr',
  country: 'BE',
};

test('the defaults: the number shows, the ledger is off, nothing is paused', () => {
  expect(DEFAULTS).toEqual({
    badge: true,
    notice: { mode: 'default', silencedSites: [] },
    ledger: { on: false, asked: false, keepDays: 90 },
    pausedSites: [],
    blocked: [],
    allowed: [],
    blockSilent: false,
    uncloak: false,
    updates: true,
    language: '',
    country: '',
  });
});

describe('as stored', () => {
  function area(stored: Record<string, unknown>) {
    let items = stored;
    return {
      get: async () => items,
      set: async (changed: Record<string, unknown>) => {
        items = changed;
      },
    };
  }

  test('each damaged value falls back alone', async () => {
    const damaged = {
      ...CHOSEN,
      badge: 'yes',
      notice: { mode: 'loud', silencedSites: ['quiet.test'] },
      language: 'xx',
    };
    expect(await readSettings(area({ settings: damaged }))).toEqual({
      ...CHOSEN,
      badge: true,
      notice: { mode: 'default', silencedSites: ['quiet.test'] },
      language: '',
    });
  });

  test.each([[{}], [{ settings: null }], [{ settings: 'x' }], [{ settings: [] }], [{ settings: { ledger: 7 } }]])(
    '%j gives the defaults',
    async (stored) => {
      expect(await readSettings(area(stored))).toEqual(DEFAULTS);
    },
  );

  test('a change keeps everything else', async () => {
    const stored = area({ settings: CHOSEN });
    await changeSettings(stored, (settings) => withPaused(withPaused(settings, 'c.test', true), 'a.test', false));
    expect(await readSettings(stored)).toEqual({ ...CHOSEN, pausedSites: ['b.test', 'c.test'] });
  });
});

test('resuming a host resumes whatever covers it', () => {
  const paused = { ...DEFAULTS, pausedSites: ['a.test', 'b.test'] };
  expect(withPaused(paused, 'www.a.test', false).pausedSites).toEqual(['b.test']);
  expect(withPaused(paused, 'nota.test', false).pausedSites).toEqual(['a.test', 'b.test']);
});

test.each(['', 'Acme', 'acme@', 'acme@A.test', 'acme@a.test@b', 'acme@[::1]', 'acme@a/b', '@a.test'])(
  '%j is no choice of what to block',
  (choice) => {
    expect(toSettings({ blocked: [choice] }).blocked).toEqual([]);
  },
);

test('sifting names every setting there is', () => {
  const paths = Object.entries(DEFAULTS).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).map((inner) => `${key}.${inner}`) : key,
  );
  expect([...SETTING_PATHS].sort()).toEqual(paths.sort());
  expect(sift(CHOSEN)).toEqual({ settings: CHOSEN, accepted: SETTING_PATHS, refused: [] });
});

describe('from an organisation', () => {
  test('what it blocks adds up, and exceptions are its own alone', () => {
    const own = { ...CHOSEN, blocked: ['mine'], allowed: ['acme@b.test', 'mine@b.test'], blockSilent: false };
    const managed = { blocked: ['acme', 'zeta@x.test'], allowed: ['acme@y.test'] };
    const { blocked, allowed, blockSilent } = withPolicies(own, toPolicies(managed));
    expect({ blocked, allowed, blockSilent }).toEqual({
      blocked: ['acme', 'mine', 'zeta@x.test'],
      allowed: ['acme@y.test'],
      blockSilent: false,
    });
    const silent = withPolicies(own, toPolicies({ blockSilent: true }));
    expect([silent.blockSilent, silent.allowed]).toEqual([true, []]);
    expect(withPolicies({ ...own, blockSilent: true }, toPolicies({ blockSilent: false })).blockSilent).toBe(false);
  });

  test('what it decides wins, the rest stays the person’s, paused sites add up', () => {
    const policies = toPolicies({ badge: true, ledger: { keepDays: 365 }, pausedSites: ['intra.test'], country: 'FR' });
    expect([...policies.decided].sort()).toEqual(['badge', 'country', 'ledger.keepDays', 'pausedSites']);
    expect(withPolicies(CHOSEN, policies)).toEqual({
      ...CHOSEN,
      badge: true,
      ledger: { on: true, asked: true, keepDays: 365 },
      pausedSites: ['a.test', 'b.test', 'intra.test'],
      country: 'FR',
    });
  });

  test.each([[undefined], [null], ['x'], [{}], [{ badge: 'off', ledger: 1, notice: { mode: 'loud' } }]])(
    '%j decides nothing',
    (data) => {
      const policies = toPolicies(data);
      expect(policies.decided.size).toBe(0);
      expect(withPolicies(CHOSEN, policies)).toEqual(CHOSEN);
    },
  );

  test('who finds the ledger decided is not asked', () => {
    expect(withPolicies(DEFAULTS, toPolicies({ ledger: { on: false } })).ledger.asked).toBe(true);
    expect(withPolicies(DEFAULTS, toPolicies({ ledger: { keepDays: 30 } })).ledger.asked).toBe(false);
  });

  test('the sites without a notice stay the person’s', () => {
    const policies = toPolicies({ notice: { mode: 'off', silencedSites: ['x.test'] } });
    expect(withPolicies(CHOSEN, policies).notice).toEqual({ mode: 'off', silencedSites: ['quiet.test'] });
  });

  test('the schema that Chromium reads offers exactly what is honoured, value by value', () => {
    interface Node {
      readonly type: string;
      readonly enum?: readonly unknown[];
      readonly properties?: Record<string, Node>;
    }
    const schema: Node = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../public/managed-schema.json'), 'utf8'),
    );
    const leaves = (node: Node, path: readonly string[]): [string, Node][] =>
      node.properties === undefined
        ? [[path.join('.'), node]]
        : Object.entries(node.properties).flatMap(([key, child]) => leaves(child, [...path, key]));
    const offered = leaves(schema, []);
    expect(offered.map(([path]) => path).sort()).toEqual(
      SETTING_PATHS.filter((path) => path !== 'notice.silencedSites' && path !== 'ledger.asked').sort(),
    );
    for (const [path, { enum: values = [] }] of offered) {
      for (const value of values) {
        const [key = '', inner] = path.split('.');
        const data = { [key]: inner === undefined ? value : { [inner]: value } };
        expect([...toPolicies(data).decided], `${path} ${value}`).toEqual([path]);
      }
    }
  });
});

describe('as a file', () => {
  test('what is saved comes back', () => {
    expect(fromSettingsText(toSettingsFile(CHOSEN))).toEqual({ ok: true, settings: CHOSEN });
  });

  test('a file with a few settings leaves the others at their defaults; unknown ones are passed over', () => {
    const text = JSON.stringify({ countergaze: 'settings', format: 1, settings: { badge: false, colour: 'red' } });
    expect(fromSettingsText(text)).toEqual({ ok: true, settings: { ...DEFAULTS, badge: false } });
  });

  const file = (settings: unknown, more = {}) =>
    JSON.stringify({ countergaze: 'settings', format: 1, settings, ...more });
  test.each([
    ['', 'not-json', null],
    [toSettingsFile(CHOSEN).slice(0, -10), 'not-json', null],
    ['[]', 'not-settings', null],
    ['null', 'not-settings', null],
    ['{"settings":{}}', 'not-settings', null],
    [file([]), 'not-settings', null],
    [file({}, { format: 2 }), 'newer', null],
    [file({ ...CHOSEN, language: 'xx' }), 'damaged', 'language'],
    [file({ ...CHOSEN, ledger: { on: true, keepDays: 31 } }), 'damaged', 'ledger.keepDays'],
    [file({ ...CHOSEN, notice: 'off' }), 'damaged', 'notice.mode'],
    [file({ pausedSites: ['a.test', 7] }), 'damaged', 'pausedSites'],
  ] as const)('%.60s is refused: %s %s', (text, problem, field) => {
    expect(fromSettingsText(text)).toEqual({ ok: false, problem, field });
  });

  test('put in place of all others, they leave it known that the ledger was asked about, and nothing else', () => {
    expect(inPlaceOf(CHOSEN, DEFAULTS)).toEqual({ ...DEFAULTS, ledger: { ...DEFAULTS.ledger, asked: true } });
    expect(inPlaceOf(DEFAULTS, CHOSEN)).toEqual(CHOSEN);
    expect(inPlaceOf(DEFAULTS, DEFAULTS)).toEqual(DEFAULTS);
  });

  test('no text at all makes it fail otherwise than by a named problem', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => file(JSON.parse(json))),
        ),
        (text) => {
          const result = fromSettingsText(text);
          if (result.ok) expect(toSettings(result.settings)).toEqual(result.settings);
          else expect(result.problem).toMatch(/^(?:not-json|not-settings|newer|damaged)$/);
        },
      ),
    );
  });
});
