/** Updates without a browser: who may sign, what may be inside, what is kept, and what stays as it was. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { freshIn, LARGEST_UPDATE, toBody, type Update } from '../../../rules/core/index.ts';
import { toAscii } from '../../../rules/core/packed.ts';
import { packagedList } from '../../../utils/engine.ts';
import { fetchUpdate, openUpdate } from '../../../utils/update-file.ts';
import { type Area, inUse, keyOf, previousOf, RECORD, readPart, readRecord } from '../../../utils/update-parts.ts';
import { UpdateError } from '../../../utils/update-problem.ts';
import { forgetOld, install } from '../../../utils/update-store.ts';
import KEYS from '../../keys/public.json' with { type: 'json' };
import { newcomer, signBody, signed, updateOf } from '../../support/updates.ts';

const BOTH = [KEYS.one, KEYS.two];
const BUILT = '2026-01-01T00:00:00.000Z';
const bytes = (text: string) => new TextEncoder().encode(text);
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error) => (error instanceof UpdateError ? error.problem : `${error}`),
  );
const opened = async (file: string, keys = BOTH) => problemOf(openUpdate(bytes(file), keys));

describe('a file', () => {
  const update = updateOf(3, [newcomer()]);

  test('that we signed opens, and holds what was put in', async () => {
    const { update: read, index } = await openUpdate(bytes(await signed(update)), BOTH);
    expect(toBody(read)).toBe(toBody(update));
    expect(index.vendors.get('newcomer')?.name).toBe('Newcomer');
  });

  test('loses its signature with any byte', async () => {
    const file = await signed(update);
    for (const at of [file.length - 3, 130, 2_000, file.length >> 1]) {
      const other = file[at] === 'x' ? 'y' : 'x';
      expect(await opened(file.slice(0, at) + other + file.slice(at + 1)), String(at)).toBe('signature');
    }
  });

  test.each<[string, (file: string) => string, string]>([
    ['cut off', (file) => file.slice(0, -1), 'cut'],
    ['with something behind it', (file) => `${file} `, 'cut'],
    ['empty', () => '', 'cut'],
    ['of one endless line', () => 'x'.repeat(500_000), 'cut'],
    ['of a later format', (file) => file.replace('update 1 ', 'update 2 '), 'newer'],
    ['too large', () => 'x'.repeat(LARGEST_UPDATE + 1), 'large'],
  ])('%s is refused as such', async (_, change, problem) => {
    expect(await opened(change(await signed(update)))).toBe(problem);
  });

  const bad: [string, object][] = [
    ['a serial of nought', { serial: 0 }],
    ['a serial that is no whole number', { serial: 1.5 }],
    ['a commit that is none', { commit: 'main' }],
    ['no instant', { made: 'yesterday' }],
    ['an unknown field', { script: 'alert(1)' }],
    ['a damaged list', { ruleset: update.ruleset.replace('newcomer', 'newcamer') }],
    ['a list and dossiers of other vendors', { ruleset: updateOf(3).ruleset }],
    ['an action without a kind', { actions: [{ ...update.actions[0], kind: undefined }] }],
    [
      'an action with a script as its link',
      { actions: [{ ...update.actions[0], link: { en: 'javascript:alert(1)' } }] },
    ],
    ['a modality that nobody knows', vendorWith({ modalities: ['soul'] as never })],
    [
      'a script as a source',
      vendorWith({ sources: [{ ...newcomer().sources[0], ref: 'javascript:alert(1)' } as never] }),
    ],
    ['a selector that is none', vendorWith({ detect: { elements: ['a-b, *'] }, sources: [] })],
    ['a host that is a pattern', vendorWith({ detect: { hosts: ['*.com'] }, sources: [] })],
  ];
  function vendorWith(more: Parameters<typeof newcomer>[0]): Update {
    return updateOf(3, [newcomer(more)]);
  }

  test.each(bad)('with %s is refused, whoever signed it', async (_, changes) => {
    expect(await opened(await signBody(toAscii({ ...update, ...changes })))).toBe('invalid');
  });
});

test('keys are replaced without a gap: the second signs, the next release drops the first, whose updates are refused', async () => {
  const next = [KEYS.two, KEYS.three];
  const byFirst = await signed(updateOf(4));
  const bySecond = await signed(updateOf(5), 'two');
  const byThird = await signed(updateOf(6), 'three');
  expect(await Promise.all([byFirst, bySecond, byThird].map((file) => opened(file)))).toEqual([
    'none',
    'none',
    'signature',
  ]);
  expect(await Promise.all([byFirst, bySecond, byThird].map((file) => opened(file, next)))).toEqual([
    'signature',
    'none',
    'none',
  ]);
});

test('what is fresh: what the package does not know, and nothing of a list that it has', async () => {
  const { index } = await openUpdate(bytes(await signed(updateOf(3, [newcomer()]))), BOTH);
  const fresh = freshIn(index, packagedList());
  expect(fresh.globals).toEqual([['NewcomerFace']]);
  expect(fresh.elements).toEqual(['newcomer-check']);
  expect([...fresh.places].sort()).toEqual(['newcomer.example', 'sdk.newcomer.example']);
  expect(fresh.keys).toHaveLength(2);
  expect(freshIn(packagedList(), packagedList())).toEqual({ globals: [], elements: [], keys: [], places: [] });
});

describe('the store', () => {
  /** An area that can be full. */
  function area(): Area & { items: Map<string, unknown>; isFull: boolean } {
    const items = new Map<string, unknown>();
    return {
      items,
      isFull: false,
      get: async (key) => (items.has(key) ? { [key]: items.get(key) } : {}),
      async set(more) {
        if (this.isFull) throw new Error('QUOTA_BYTES quota exceeded');
        for (const [key, value] of Object.entries(more)) items.set(key, structuredClone(value));
      },
      async remove(keys) {
        for (const key of keys) items.delete(key);
      },
    };
  }
  async function put(store: Area, serial: number, made = `2026-0${serial}-01T00:00:00Z`) {
    const update = await openUpdate(bytes(await signed(updateOf(serial, [newcomer()], { made }))), BOTH);
    return install(store, await readRecord(store, BUILT), update, packagedList());
  }

  test('keeps the last two, and goes back one by one to the package', async () => {
    const store = area();
    for (const serial of [2, 3, 4]) await put(store, serial);
    const record = await readRecord(store, BUILT);
    expect(record.kept.map(({ serial }) => serial)).toEqual([4, 3]);
    expect([...store.items.keys()].filter((key) => key.startsWith('update:2'))).toEqual([]);
    expect(inUse(record)?.serial).toBe(4);
    expect(previousOf(record)).toBe(3);
    expect(previousOf({ ...record, active: 3 })).toBe(0);
    expect(previousOf({ ...record, active: 0 })).toBeUndefined();
  });

  test('after a step back the next update keeps the one that was in use', async () => {
    const store = area();
    for (const serial of [2, 3]) await put(store, serial);
    await store.set({ [RECORD]: { ...(await readRecord(store, BUILT)), active: 2 } });
    expect((await put(store, 4)).kept.map(({ serial }) => serial)).toEqual([4, 2]);
  });

  test('full: the list that was in use stays so, and nothing is left of the other', async () => {
    const store = area();
    await put(store, 2);
    const before = new Map(store.items);
    store.isFull = true;
    expect(await problemOf(put(store, 3))).toBe('unkept');
    expect(store.items).toEqual(before);
  });

  test('killed between the parts and the record: the list that was in use stays so', async () => {
    const store = area();
    await put(store, 2);
    let writes = 0;
    const dying = {
      ...store,
      set: (items: object) => (++writes === 2 ? new Promise<void>(() => {}) : store.set({ ...items })),
    };
    void put(dying, 3);
    await expect.poll(() => writes).toBe(2);
    expect(await readPart(store, 3, 'list')).toBeDefined();
    expect(inUse(await readRecord(store, BUILT))?.serial).toBe(2);
  });

  test('a newer package overtakes what is stored, which then goes', async () => {
    const store = area();
    for (const serial of [2, 3]) await put(store, serial);
    const built = '2026-02-15T00:00:00Z';
    expect((await readRecord(store, built)).kept.map(({ serial }) => serial)).toEqual([3]);
    await forgetOld(store, '2026-03-01T00:00:00Z');
    expect([...store.items.keys()]).toEqual([RECORD]);
    expect((await readRecord(store, BUILT)).highest).toBe(3);
  });

  test.each([undefined, 'x', 7, { active: 'x', kept: [{}], highest: null }])(
    'a damaged record (%j) means the package',
    async (damaged) => {
      const store = area();
      store.items.set(RECORD, damaged);
      expect(await readRecord(store, BUILT)).toEqual({
        active: 0,
        kept: [],
        highest: 0,
        checkedAt: 0,
        outcome: 'current',
      });
    },
  );

  test('a part has a key of its own', () => expect(keyOf(12, 'actions')).toBe('update:12:actions'));
});

describe('fetching', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());
  const at = async (answer: (response: ServerResponse) => void): Promise<string> => {
    const started = createServer((_, response) => answer(response));
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/update.txt`;
  };
  const text = { 'content-type': 'text/plain' };

  test('gives the bytes as they came', async () => {
    const address = await at((response) => response.writeHead(200, text).end(Buffer.from([0, 255, 10, 65])));
    expect([...(await fetchUpdate(address))]).toEqual([0, 255, 10, 65]);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['status', (response) => response.writeHead(404, text).end('x')],
    ['status', (response) => response.writeHead(304, text).end()],
    ['type', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}')],
    ['type', (response) => response.writeHead(200).end('x')],
    ['unreachable', (response) => response.destroy()],
    ['unreachable', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['large', (response) => response.writeHead(200, text).end(Buffer.alloc(LARGEST_UPDATE + 1))],
    ['slow', (response) => response.writeHead(200, text).write('x')],
    ['slow', () => {}],
  ])('%s', async (problem, answer) => {
    expect(await problemOf(fetchUpdate(await at(answer), problem === 'slow' ? 300 : undefined))).toBe(problem);
    server?.closeAllConnections();
  });
});
