/** The deep scan without a browser: what is read, what is left, what is said. */
import { describe, expect, test } from 'vitest';
import { scan } from '../../../utils/scan.ts';
import type { ScanMessage } from '../../../utils/scan-protocol.ts';
import { type ScriptList, sourcesOf } from '../../../utils/scan-sources.ts';
import { afterFrameBegan, afterMessage, NEW_SCAN, progressOf } from '../../../utils/scan-state.ts';

const page: ScriptList = { url: 'https://a.test/x?id=7#y', origin: 'https://a.test', inline: [], addresses: [] };
const cache = (files: Record<string, string>) => async (url: string) => {
  const text = files[url];
  if (text === undefined) throw new TypeError('not in the cache');
  return new Response(text);
};

async function said(list: Partial<ScriptList>, files: Record<string, string> | null, texts: string[]) {
  const messages: ScanMessage[] = [];
  const sources = sourcesOf({ ...page, ...list }, files === null ? null : cache(files));
  await scan(sources, texts, { say: (message) => messages.push(message), isStopped: () => false });
  return messages;
}

describe('reading', () => {
  test('inline and cached scripts; addresses lose their query', async () => {
    expect(
      await said(
        { inline: ['let a = "SdkInside"', '  '], addresses: ['https://a.test/b.js?v=1', 'https://a.test/b.js?v=1'] },
        { 'https://a.test/b.js?v=1': 'OtherSdk' },
        ['SdkInside', 'OtherSdk', 'Absent'],
      ),
    ).toEqual([
      { scan: 'total', total: 2 },
      { scan: 'found', text: 'SdkInside', url: 'https://a.test/x' },
      { scan: 'read', url: 'https://a.test/x' },
      { scan: 'found', text: 'OtherSdk', url: 'https://a.test/b.js' },
      { scan: 'read', url: 'https://a.test/b.js' },
      { scan: 'end' },
    ]);
  });

  test.each([
    ['https://b.test/c.js', {}, 'foreign'],
    ['https://a.test:8443/c.js', {}, 'foreign'],
    ['https://a.test/c.js', {}, 'uncached'],
    ['https://a.test/c.js', null, 'arrived'],
    ['https://a.test/c.js', { 'https://a.test/c.js': 'x'.repeat(8_000_001) }, 'large'],
  ] as const)('%s from %j is left: %s', async (address, files, why) => {
    const messages = await said({ addresses: [address] }, files, ['Sdk']);
    expect(messages[1]).toEqual({ scan: 'unread', url: address, why });
  });

  test('an answer that is an error is not read', async () => {
    const [source] = sourcesOf({ ...page, addresses: ['https://a.test/c.js'] }, async () => Response.error());
    expect(await source?.read()).toEqual({ why: 'uncached' });
  });

  test('a data: script is the page’s own', async () => {
    const address = 'data:text/javascript,Sdk';
    expect(await said({ addresses: [address] }, { [address]: 'Sdk' }, ['Sdk'])).toContainEqual({
      scan: 'found',
      text: 'Sdk',
      url: 'https://a.test/x',
    });
  });

  test('500 scripts at most', () => {
    expect(sourcesOf({ ...page, inline: Array(600).fill('x') }, null).length).toBe(500);
  });

  test('what is left when the time is up is said to be left', async () => {
    const messages: ScanMessage[] = [];
    let clock = 0;
    const options = {
      say: (message: ScanMessage) => messages.push(message),
      isStopped: () => false,
      now: () => (clock += 9_000),
    };
    await scan(sourcesOf({ ...page, inline: ['a', 'b', 'c'] }, null), [], options);
    expect(messages.map((message) => ('why' in message ? message.why : message.scan))).toEqual([
      'total',
      'read',
      'time',
      'time',
      'end',
    ]);
  });

  test('stopped, it ends before the next script', async () => {
    const messages: ScanMessage[] = [];
    const say = (message: ScanMessage) => messages.push(message);
    await scan(sourcesOf({ ...page, inline: ['a', 'b'] }, null), [], { say, isStopped: () => messages.length > 1 });
    expect(messages.map((message) => message.scan)).toEqual(['total', 'read', 'end']);
  });
});

describe('what the popup knows', () => {
  const fold = (from: typeof NEW_SCAN, ...messages: [number, ScanMessage][]) =>
    messages.reduce((state, [frame, message]) => afterMessage(state, frame, message), from);

  test('it runs until every frame that began has ended', () => {
    const begun = afterFrameBegan(afterFrameBegan(NEW_SCAN, 0), 4);
    expect(fold(begun, [0, { scan: 'end' }]).running).toBe(true);
    expect(fold(begun, [0, { scan: 'end' }], [4, { scan: 'end' }]).running).toBe(false);
  });

  test('progress adds up over frames', () => {
    const state = fold(
      NEW_SCAN,
      [0, { scan: 'total', total: 2 }],
      [4, { scan: 'total', total: 3 }],
      [0, { scan: 'read', url: 'u' }],
      [4, { scan: 'unread', url: 'v', why: 'foreign' }],
    );
    expect(progressOf(state)).toEqual({ done: 2, total: 5 });
    expect([state.read, state.unread.length]).toEqual([1, 1]);
  });

  test('a script found twice is one, one read on arrival is not unread afterwards', () => {
    const found: ScanMessage = { scan: 'found', text: 'a', url: 'u' };
    expect(fold(NEW_SCAN, [0, found], [0, { ...found, text: 'b' }]).found).toEqual(['u']);
    const state = fold({ ...NEW_SCAN, onArrival: new Set(['u']) }, [0, { scan: 'unread', url: 'u', why: 'arrived' }]);
    expect(state.unread).toEqual([]);
    expect(progressOf(state).done).toBe(1);
  });
});
