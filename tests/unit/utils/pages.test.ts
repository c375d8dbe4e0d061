import { expect, test } from 'vitest';
import type { Sighting } from '../../../rules/core/index.ts';
import { type Area, Pages } from '../../../utils/pages.ts';

/** Session storage as the browser keeps it: structured copies, outliving the worker. */
function area(fail: { get?: boolean; set?: boolean } = {}) {
  const kept = new Map<string, unknown>();
  const store: Area = {
    get: async () => {
      if (fail.get) throw new Error('storage broke');
      return structuredClone(Object.fromEntries(kept));
    },
    set: async (items) => {
      if (fail.set) throw new Error('quota exceeded');
      for (const [key, value] of Object.entries(items)) kept.set(key, structuredClone(value));
    },
    remove: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
  };
  return { store, kept, fail };
}

function sighting(signature: string, more: Partial<Sighting> = {}): Sighting {
  return {
    vendor: 'acme',
    signature,
    stage: 'loaded',
    weak: false,
    via: 'request',
    url: '',
    frame: '',
    at: 1,
    ...more,
  };
}

test('what was seen outlives the worker', async () => {
  const { store } = area();
  await new Pages(store).add(1, 'd1', [sighting('host:a')]);
  expect((await new Pages(store).find(1, 'd1'))?.sightings).toEqual([sighting('host:a')]);
});

test('documents and tabs are kept apart', async () => {
  const { store } = area();
  const pages = new Pages(store);
  await pages.add(1, 'd1', [sighting('host:a')]);
  await pages.add(1, 'd2', [sighting('host:b')]);
  await pages.add(2, 'd1', [sighting('host:c')]);
  expect((await pages.find(1, 'd2'))?.sightings.map(({ signature }) => signature)).toEqual(['host:b']);
  expect(await pages.find(2, 'd2')).toBeUndefined();
});

test('the same sighting is kept once, with its first time', async () => {
  const { store } = area();
  const pages = new Pages(store);
  expect(await pages.add(1, 'd', [sighting('host:a', { at: 1 })])).toBe(true);
  expect(await pages.add(1, 'd', [sighting('host:a', { at: 2 })])).toBe(false);
  expect(await pages.add(1, 'd', [sighting('host:a', { at: 3, frame: 'other.test' })])).toBe(true);
  expect((await pages.find(1, 'd'))?.sightings.map(({ at }) => at)).toEqual([1, 3]);
});

test('parallel additions lose nothing', async () => {
  const { store } = area();
  const pages = new Pages(store);
  await Promise.all(Array.from({ length: 50 }, (_, at) => pages.add(1, 'd', [sighting(`host:${at}`)])));
  expect((await new Pages(store).find(1, 'd'))?.sightings).toHaveLength(50);
});

test('a flooding page and a long session are bounded', async () => {
  const { store, kept } = area();
  const pages = new Pages(store);
  for (let at = 0; at < 500; at++) await pages.add(1, 'd', [sighting(`host:${at}`)]);
  expect((await pages.find(1, 'd'))?.sightings).toHaveLength(120);
  for (let at = 0; at < 400; at++) await pages.add(2, `d${at}`, [sighting('host:a')]);
  expect(kept.size).toBe(300);
  expect(await pages.find(2, 'd399')).toBeDefined();
});

test('a flood of one vendor hides no other, no higher stage and no second weak sign', async () => {
  const { store } = area();
  const pages = new Pages(store);
  const flood = Array.from({ length: 500 }, (_, at) => sighting('host:a', { frame: `f${at}.test` }));
  const weak = { vendor: 'other', weak: true };
  const late = [
    sighting('global:A', { stage: 'capturing', sensor: 'camera' }),
    sighting('host:hidden', { vendor: 'hidden' }),
    sighting('file:w1', weak),
    sighting('file:w2', weak),
  ];
  await pages.add(1, 'd', flood);
  for (const each of late) expect(await pages.add(1, 'd', [each])).toBe(true);
  expect(await pages.add(1, 'd', flood)).toBe(false);
  const { sightings = [] } = (await pages.find(1, 'd')) ?? {};
  expect(sightings).toHaveLength(120);
  expect(sightings).toEqual(expect.arrayContaining(late));
  expect(await pages.replace(1, 'd', 'f', [sighting('host:b', { vendor: 'third', document: 'f' })])).toBe(true);
  expect((await pages.find(1, 'd'))?.sightings.map(({ vendor }) => vendor)).toContain('third');
});

test('a full session storage makes room: the oldest pages go, the newest outlives the worker', async () => {
  const { store, kept } = area();
  const set = store.set;
  store.set = async (items) => {
    const isNew = Object.keys(items).some((key) => !kept.has(key));
    if (isNew && kept.size >= 3) throw new Error('Session storage quota bytes exceeded. Values were not stored.');
    return set(items);
  };
  const pages = new Pages(store, () => {});
  for (let at = 0; at < 6; at++) await pages.add(1, `d${at}`, [sighting('host:a', { at })]);
  const after = new Pages(store, () => {});
  expect(await after.find(1, 'd2')).toBeUndefined();
  for (const id of ['d3', 'd4', 'd5']) expect(await after.find(1, id), id).toBeDefined();
  // After the worker's death, too, the oldest is the oldest, whatever the order of the keys.
  await after.add(1, 'a-new-one', [sighting('host:a', { at: 9 })]);
  expect(await new Pages(store).find(1, 'd3')).toBeUndefined();
  expect(await new Pages(store).find(1, 'd5')).toBeDefined();
});

test('what is heard of a tab after its end is not kept', async () => {
  const { store, kept } = area();
  const pages = new Pages(store);
  await pages.add(1, 'd', [sighting('host:a')]);
  await pages.closeTab(1);
  await pages.add(1, 'd', [sighting('host:a')]);
  expect(kept.size).toBe(0);
});

test('a closed tab is forgotten, a replaced one moves', async () => {
  const { store, kept } = area();
  const pages = new Pages(store);
  await pages.add(1, 'd', [sighting('host:a')]);
  await pages.replaceTab(1, 9);
  expect((await pages.find(9, 'd'))?.tabId).toBe(9);
  await pages.forgetTab(9);
  expect(kept.size).toBe(0);
});

test('a request that the listener has shown is not said again by the probe', async () => {
  const { store } = area();
  const pages = new Pages(store);
  await pages.add(1, 'd', [sighting('host:a')]);
  expect(await pages.replace(1, 'd', 'f1', [sighting('host:a', { document: 'f1' })])).toBe(false);
  expect((await pages.find(1, 'd'))?.sightings).toEqual([sighting('host:a')]);
});

test('a full storage is said, and memory still answers', async () => {
  const { store } = area({ set: true });
  const errors: unknown[] = [];
  const pages = new Pages(store, (error) => errors.push(error));
  await pages.add(1, 'd', [sighting('host:a')]);
  expect((await pages.find(1, 'd'))?.sightings).toHaveLength(1);
  expect(String(errors[0])).toContain('quota exceeded');
});

test('a storage that fails once is tried again', async () => {
  const { store, kept, fail } = area({ get: true });
  kept.set('page:1:d', { tabId: 1, documentId: 'd', sightings: [sighting('host:a')] });
  const pages = new Pages(store, () => {});
  expect(await pages.find(1, 'd')).toBeUndefined();
  fail.get = false;
  expect(await pages.find(1, 'd')).toBeDefined();
});

test('a document’s newer report replaces its older one; times of what stays are kept', async () => {
  const { store } = area();
  const pages = new Pages(store);
  const started = sighting('global:A', { stage: 'started', document: 'f1', at: 1 });
  const capturing = sighting('global:A', { stage: 'capturing', sensor: 'camera', document: 'f1', at: 2 });
  await pages.add(1, 'd', [sighting('host:a')]);
  expect(await pages.replace(1, 'd', 'f1', [started, capturing])).toBe(true);
  expect(
    await pages.replace(1, 'd', 'f1', [
      { ...started, at: 9 },
      { ...capturing, at: 9 },
    ]),
  ).toBe(false);
  expect(await pages.replace(1, 'd', 'f1', [{ ...started, at: 9 }])).toBe(true);
  expect((await pages.find(1, 'd'))?.sightings).toEqual([sighting('host:a'), started]);
  expect(await pages.replace(1, 'd', 'f2', [])).toBe(false);
  await pages.replace(1, 'd', 'f1', []);
  expect((await pages.find(1, 'd'))?.sightings).toEqual([sighting('host:a')]);
});

test('what was blocked and is let through later is kept as both, in a flood too', async () => {
  const { store } = area();
  const pages = new Pages(store);
  const blocked = sighting('host:a', { blocked: true });
  const through = sighting('host:a', { at: 2 });
  expect(await pages.add(1, 'd', [blocked])).toBe(true);
  expect(await pages.add(1, 'd', [blocked])).toBe(false);
  await pages.add(
    1,
    'd',
    Array.from({ length: 200 }, (_, at) => sighting('host:a', { frame: `f${at}.test`, blocked: true })),
  );
  expect(await pages.add(1, 'd', [through])).toBe(true);
  expect(await pages.add(1, 'd', [through])).toBe(false);
  expect((await pages.find(1, 'd'))?.sightings).toEqual(expect.arrayContaining([blocked, through]));
});

test('a report that is repeated changes nothing, and is told again: the page may be shown only now', async () => {
  const { store } = area();
  const told: string[] = [];
  const pages = new Pages(store, console.error, ({ documentId }) => told.push(documentId));
  const report = [sighting('global:A', { stage: 'started', document: 'f1' })];
  expect(await pages.replace(1, 'd', 'f1', report)).toBe(true);
  expect(await pages.replace(1, 'd', 'f1', report)).toBe(false);
  expect(told).toEqual(['d', 'd']);
  expect(await pages.replace(1, 'empty', 'f1', [])).toBe(false);
  expect(told).toEqual(['d', 'd']);
});
