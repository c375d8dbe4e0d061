/** Whatever arrives from outside: messages, imported files, policies, HAR files. A refusal is an answer, never an accident. */
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readHar } from '../../../rules/cli/har/read.ts';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { UsageError } from '../../../rules/cli/problem.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile, fromReport, toFindings } from '../../../rules/core/index.ts';
import { Vendor } from '../../../rules/core/schema.ts';
import { withoutQuery } from '../../../utils/address.ts';
import { fromJson, toJson } from '../../../utils/ledger-file.ts';
import { readDay } from '../../../utils/ledger-schema.ts';
import { toPolicies } from '../../../utils/policies.ts';
import { ELEMENTS, GLOBALS } from '../../../utils/probe-names.ts';
import { ProbeReport, readProbeMessage } from '../../../utils/probe-report.ts';
import { ScanFind } from '../../../utils/scan-find.ts';
import { readScanMessage } from '../../../utils/scan-protocol.ts';
import { answer, type Handlers, readQuestion } from '../../../utils/server.ts';
import { toSettings } from '../../../utils/settings.ts';
import { fromSettingsText, toSettingsFile } from '../../../utils/settings-file.ts';
import { dossier } from '../../support/fixtures.ts';
import { casesRun, check, checkLater, grown, growth, hostileText, LINEAR } from './fuzz.ts';

const TODAY = '2026-11-24';
const index = compile(toRuleset(loadValidVendors()));

afterAll(() => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  console.log(`messages and files: ${casesRun()} cases`);
});

/** Anything that a structured clone can carry. */
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, maxDepth: 3 });

/** A good value with one part of it replaced or one added. */
function spoilt(good: object): fc.Arbitrary<unknown> {
  const keys = fc.constantFrom(...Object.keys(good), '__proto__', 'constructor', 'polluted', 'length');
  return fc.tuple(keys, fc.oneof(anything, hostileText)).map(([key, value]) => {
    const copy = structuredClone(good);
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    return copy;
  });
}

/** What of a value JSON can carry, as managed storage and files do. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
  return text === undefined ? null : JSON.parse(text);
}

const sensors = { camera: true, microphone: false };
const report = {
  probe: 1,
  globals: ['FaceTecSDK'],
  elements: [],
  resources: ['https://sdk.onfido.com/x.js'],
  lends: [{ url: 'https://inquiry.withpersona.com/', ...sensors }],
  may: sensors,
  live: sensors,
  picture: true,
};
const page = { id: 'me', url: 'chrome-extension://me/popup.html' };
const self = { id: 'me', origin: 'chrome-extension://me/' };
const found = { ask: 'found', text: 'x', url: 'x', tabId: 1, frameId: 0, documentId: 'd', documentUrl: 'u' };
const messages = fc.oneof(
  anything,
  hostileText,
  spoilt(report),
  spoilt({ probe: 0 }),
  spoilt({ scan: 'found', text: 'x', url: 'https://x.example/' }),
  spoilt({ texts: ['x'] }),
  spoilt({ ask: 'report', tabId: 1 }),
  spoilt({ ask: 'pause', tabId: 1, paused: true }),
  spoilt(found),
);

describe('messages', () => {
  test('are read or refused', () => {
    check(20_000, messages, (message) => {
      readProbeMessage(message);
      ScanFind.safeParse(message);
      readScanMessage(message);
      readQuestion(message);
    });
  });

  test('are answered only when a page of ours asks what there is to ask', async () => {
    let calls = 0;
    const handler = async () => {
      calls++;
      return null as never;
    };
    const handlers: Handlers = {
      report: handler,
      pause: handler,
      block: handler,
      texts: handler,
      vendors: handler,
      found: handler,
      updates: handler,
    };
    const senders = fc.oneof(
      hostileText.map((url) => ({ id: 'me', url })),
      fc.constantFrom({ id: 'me', url: 'https://evil.test/' }, { id: 'me', url: 'chrome-extension://me.evil/' }),
      fc.constantFrom({ id: 'other', url: page.url }, { url: page.url }, {}),
    );
    const asked: Promise<void>[] = [];
    check(5_000, fc.tuple(messages, senders), ([message, sender]) => {
      asked.push(answer(handlers, self, message, sender).then((reply) => expect(reply.ok).toBe(false)));
    });
    await Promise.all(asked);
    expect(calls).toBe(0);
    check(5_000, messages, (message) => {
      const isGood = readQuestion(message) !== undefined;
      asked.push(answer(handlers, self, message, page).then(({ ok }) => expect(ok).toBe(isGood)));
    });
    await Promise.all(asked);
  });

  test('a report makes findings of listed vendors only, in plain text without queries', () => {
    const address = fc.oneof(
      fc.tuple(hostileText, hostileText).map(([path, rest]) => `https://u:p@sdk.onfido.com/${path}?secret#${rest}`),
      hostileText,
    );
    const reports = fc.record({
      probe: fc.constant(1),
      globals: fc.array(fc.oneof(fc.constantFrom('FaceTecSDK', 'webgazer'), hostileText), { maxLength: 8 }),
      elements: fc.array(fc.oneof(fc.constantFrom(...ELEMENTS), hostileText), { maxLength: 8 }),
      resources: fc.array(address, { maxLength: 8 }),
      lends: fc.array(fc.record({ url: address, camera: fc.boolean(), microphone: fc.boolean() }), { maxLength: 4 }),
      may: fc.record({ camera: fc.boolean(), microphone: fc.boolean() }),
      live: fc.record({ camera: fc.boolean(), microphone: fc.boolean() }),
      picture: fc.boolean(),
    });
    check(8_000, fc.tuple(reports, address), ([message, url]) => {
      const read = readProbeMessage(message);
      if (read === undefined || read === null) return;
      const context = { url: withoutQuery(url), frame: '', document: 'd', at: 1, isBlocked: () => false };
      const sightings = fromReport(index, read, context).map((each) => ({ ...each, url: withoutQuery(each.url) }));
      for (const finding of toFindings(sightings, index.vendors, TODAY)) {
        expect(index.vendors.get(finding.vendor)).toBeDefined();
        for (const { url } of finding.evidence) expect(url).toMatch(/^(?:https?:\/\/(?!u:p)[!-"$->@-~\ufffd…]*)?$/);
      }
    });
  });

  test('a document that defines everything on the list at once is still heard', () => {
    const everything = { ...report, globals: GLOBALS.map((parts) => parts.join('.')), elements: [...ELEMENTS] };
    expect(ProbeReport.safeParse(everything).success).toBe(true);
  });
});

const days = [{ day: TODAY, entries: [{ vendor: 'acme', site: 'shop.test', stage: 'loaded', visits: 1 }] }];
const ledger = { countergaze: 'ledger', format: 1, exported: TODAY, days };
const settingsFile = JSON.parse(toSettingsFile(toSettings({})));

/** A JSON text: of anything, of something nearly right, or of a right one cut or changed at some place. */
function texts(good: object): fc.Arbitrary<string> {
  const whole = JSON.stringify(good);
  return fc.oneof(
    hostileText,
    fc.json(),
    spoilt(good).map((value) => JSON.stringify(asJson(value))),
    fc
      .tuple(fc.nat(whole.length), hostileText)
      .map(([at, by]) => whole.slice(0, at) + by + whole.slice(at + by.length)),
  );
}

describe('files', () => {
  test('a ledger is taken whole or refused, and what is taken comes out again', () => {
    check(12_000, texts(ledger), (text) => {
      const reading = fromJson(text, TODAY);
      if (reading.ok) expect(fromJson(toJson(reading.days, TODAY), TODAY)).toEqual(reading);
      else expect(reading.problem).toMatch(/^(?:not-json|not-ledger|newer|too-large|damaged)$/);
    });
    check(3_000, fc.oneof(anything, spoilt(days[0] as object)), (stored) => void readDay(stored));
  });

  test('settings are taken whole or refused, and are settings afterwards', () => {
    check(12_000, texts(settingsFile), (text) => {
      const imported = fromSettingsText(text);
      if (imported.ok) expect(toSettings(imported.settings)).toEqual(imported.settings);
    });
    check(5_000, fc.oneof(fc.jsonValue(), spoilt(settingsFile.settings).map(asJson)), (data) => {
      const { values } = toPolicies(data);
      expect(toSettings(values)).toEqual(values);
    });
  });

  test('a HAR file gives requests or a UsageError', async () => {
    const request = { request: { url: 'https://x.example/' }, pageref: 'p', _resourceType: 'script' };
    const entries = fc.array(fc.oneof(anything, spoilt(request), fc.constant(request)), { maxLength: 5 });
    const har = entries.map((all) => JSON.stringify({ log: { entries: asJson(all) } }));
    await checkLater(12_000, fc.oneof(har, texts({ log: { entries: [request] } })), async (text) => {
      try {
        for await (const { url, type } of readHar('x.har', undefined, () => Readable.from([text])))
          expect(typeof url + typeof type).toBe('stringstring');
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    });
  });

  test('a dossier is taken or refused; no name turns, hides or breaks the text around it', () => {
    const good = dossier('acme');
    expect(Vendor.safeParse(good).success).toBe(true);
    check(
      4_000,
      fc.oneof(
        spoilt(good),
        hostileText.map((name) => ({ ...good, name })),
      ),
      (data) => {
        const { data: vendor } = Vendor.safeParse(data);
        if (vendor !== undefined) expect(vendor.name).toMatch(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]{2,60}$/u);
      },
    );
    for (const name of ['a\u202eb', 'a\ud800', 'a\nb', grown('a', 1_000_000)])
      expect(Vendor.safeParse({ ...good, name }).success).toBe(false);
  });
});

describe('time grows with the input, not faster', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ ...days[0]?.entries[0], site: `s${at}.test` }));
  test.each([
    ['a report', 1_000, (size: number) => () => readProbeMessage({ ...report, globals: Array(size).fill('x') })],
    ['one long word', 100_000, (size: number) => () => readProbeMessage({ ...report, globals: [grown('x', size)] })],
    ['an address', 100_000, (size: number) => () => withoutQuery(`https://x.example/${grown('\u202e<', size)}?q`)],
    [
      'a ledger',
      2_000,
      (size: number) => {
        const text = JSON.stringify({ ...ledger, days: [{ day: TODAY, entries: entries(size) }] });
        return () => fromJson(text, TODAY);
      },
    ],
    [
      'settings',
      5_000,
      (size: number) => {
        const text = toSettingsFile({ ...toSettings({}), pausedSites: Array(size).fill('shop.test') });
        return () => fromSettingsText(text);
      },
    ],
  ])('%s', (_, size, make) => {
    expect(growth(size, make)).toBeLessThan(LINEAR);
  });
});
