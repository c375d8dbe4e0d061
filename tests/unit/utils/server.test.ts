import { expect, test } from 'vitest';
import { answer, type Handlers } from '../../../utils/server.ts';

const self = { id: 'me', origin: 'chrome-extension://me/' };
const popup = { id: 'me', url: 'chrome-extension://me/popup.html' };
const base = { host: 'a.test', listDate: '2026-01-01', isPrivate: false } as const;
const report = { ...base, state: 'watched', findings: [], vendors: {} } as const;
const handlers: Handlers = {
  report: async ({ tabId }) => {
    if (tabId === 13) throw new Error('tab 13 is gone');
    return report;
  },
  pause: async () => report,
  block: async () => null,
  texts: async () => [],
  vendors: async () => ({ serial: 0, date: '2026-01-01', vendors: [] }),
  updates: async () => {
    throw new Error('not in this test');
  },
  found: async () => null,
};

test('a page of ours is answered', async () => {
  expect(await answer(handlers, self, { ask: 'report', tabId: 1 }, popup)).toEqual({ ok: true, value: report });
});

test.each([
  [{ id: 'other', url: 'chrome-extension://other/x.html' }],
  [{ id: 'me', url: 'https://evil.test/' }], // a content script carries our id and the page's address
  [{ id: 'me', url: 'chrome-extension://me.evil/' }],
  [{ id: 'me' }],
  [{}],
])('%j is refused', async (sender) => {
  expect(await answer(handlers, self, { ask: 'report', tabId: 1 }, sender)).toEqual({
    ok: false,
    error: 'sender refused',
  });
});

test.each([
  [null],
  ['report'],
  [{ ask: 'report' }],
  [{ ask: 'report', tabId: -1 }],
  [{ ask: 'report', tabId: '1' }],
  [{ ask: 'report', tabId: 1, more: 1 }],
  [{ ask: 'wipe', tabId: 1 }],
  [{ ask: '__proto__' }],
])('%j is not understood', async (message) => {
  expect(await answer(handlers, self, message, popup)).toEqual({ ok: false, error: 'message not understood' });
});

test('errors travel back in words', async () => {
  expect(await answer(handlers, self, { ask: 'report', tabId: 13 }, popup)).toEqual({
    ok: false,
    error: 'tab 13 is gone',
  });
});
