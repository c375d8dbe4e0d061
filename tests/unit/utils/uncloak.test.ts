import { expect, test, vi } from 'vitest';
import { looksFirstParty, Uncloaker } from '../../../utils/uncloak.ts';

test.each([
  ['id.shop.test', 'www.shop.test', true],
  ['id.shop.test', 'shop.test', true],
  ['shop.test', 'shop.test', false], // the page itself
  ['id.other.test', 'www.shop.test', false],
  ['id.shop.co.uk', 'www.shop.co.uk', true],
  ['id.other.co.uk', 'www.shop.co.uk', false],
])('%s on %s: %s', (host, page, expected) => {
  expect(looksFirstParty(host, page)).toBe(expected);
});

test('asks once an hour for a host', async () => {
  let now = 0;
  const resolve = vi.fn(async () => 'edge.vendor.test');
  const uncloaker = new Uncloaker(resolve, () => now);
  expect(await uncloaker.canonicalName('id.shop.test')).toBe('edge.vendor.test');
  now = 3_599_999;
  await uncloaker.canonicalName('id.shop.test');
  expect(resolve).toHaveBeenCalledTimes(1);
  now = 3_600_001;
  await uncloaker.canonicalName('id.shop.test');
  expect(resolve).toHaveBeenCalledTimes(2);
});

test('a host that is its own, or that nobody knows, has no other name', async () => {
  const uncloaker = new Uncloaker(async (host) => {
    if (host === 'gone.shop.test') throw new Error('NS_ERROR_UNKNOWN_HOST');
    return host;
  });
  expect(await uncloaker.canonicalName('id.shop.test')).toBeNull();
  expect(await uncloaker.canonicalName('gone.shop.test')).toBeNull();
});

test('a flood of names opens eight questions, not more, and forgets the oldest answers', async () => {
  let open: (() => void)[] = [];
  const resolve = vi.fn((host: string) => new Promise<string>((answer) => open.push(() => answer(`x.${host}`))));
  const uncloaker = new Uncloaker(resolve);
  const first = Array.from({ length: 50 }, (_, i) => uncloaker.canonicalName(`a${i}.shop.test`));
  expect(resolve).toHaveBeenCalledTimes(8);
  for (const answer of open) answer();
  expect((await Promise.all(first)).filter((name) => name !== null).length).toBe(8);
  for (let i = 0; i < 1_200; i++) {
    open = [];
    const asked = uncloaker.canonicalName(`b${i}.shop.test`);
    for (const answer of open) answer();
    await asked;
  }
  const before = resolve.mock.calls.length;
  open = [];
  void uncloaker.canonicalName('b1199.shop.test');
  expect(resolve.mock.calls.length).toBe(before); // still held
  void uncloaker.canonicalName('b0.shop.test');
  expect(resolve.mock.calls.length).toBe(before + 1); // long forgotten
});

test('a name that could not be asked for is asked for again', async () => {
  let isOffline = true;
  const uncloaker = new Uncloaker(async () => {
    if (isOffline) throw new Error('NS_ERROR_OFFLINE');
    return 'edge.vendor.test';
  });
  expect(await uncloaker.canonicalName('id.shop.test')).toBeNull();
  isOffline = false;
  expect(await uncloaker.canonicalName('id.shop.test')).toBe('edge.vendor.test');
});
