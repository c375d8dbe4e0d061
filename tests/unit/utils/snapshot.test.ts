/** A page's address and its findings are of one document, whatever the tab does meanwhile. */
import { afterEach, expect, test, vi } from 'vitest';

interface Frame {
  readonly url: string;
  readonly documentId?: string;
}

/** What the tab shows, one answer after the other; no browser navigates between two calls because a test asks it to. */
const shown: Frame[] = [];
vi.hoisted(() => vi.stubGlobal('chrome', { runtime: { id: 'countergaze' } }));
const { browser } = await import('../../../utils/browser.ts');
const { takeSnapshot } = await import('../../../utils/snapshot.ts');

afterEach(() => {
  shown.length = 0;
});

function answering(...frames: readonly Frame[]) {
  shown.push(...frames);
  Object.assign(browser, { webNavigation: { getFrame: async () => shown.shift() } });
  Object.assign(browser.runtime, {
    sendMessage: async () => ({ ok: true, value: { state: 'watched', findings: [{}], of: shown.length } }),
  });
}

const [shop, bank] = [{ url: 'https://shop.test/a?b#c' }, { url: 'https://bank.test/' }];

test('of a page that stays, the address without its query', async () => {
  answering(shop, shop);
  expect((await takeSnapshot(1))?.page).toBe('https://shop.test/a');
});

test.each([
  ['with document ids', { ...shop, documentId: 'A' }, { ...bank, documentId: 'B' }],
  ['of the same address', { ...bank, documentId: 'A' }, { ...bank, documentId: 'B' }],
  ['without document ids', shop, bank],
])('one that navigates meanwhile is asked again, %s', async (_, first, second) => {
  answering(first, second, second, second);
  expect(await takeSnapshot(1)).toMatchObject({ page: 'https://bank.test/', report: { of: 1 } });
});

test('one that never stays is given up', async () => {
  answering(...Array.from({ length: 10 }, (_, at) => ({ url: `https://shop.test/${at}` })));
  expect(await takeSnapshot(1)).toBeNull();
});
