/** Pauses of ordinary and of private windows: what each ends, and what it writes where. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

type Items = Record<string, unknown>;

/** An area of the extension's storage, without the browser around it. */
function area() {
  let items: Items = {};
  const set = vi.fn(async (more: Items) => {
    items = { ...items, ...structuredClone(more) };
  });
  return { get: async () => structuredClone(items), set };
}

vi.hoisted(() =>
  vi.stubGlobal('chrome', { runtime: { id: 'countergaze' }, alarms: { create: async () => {} }, storage: {} }),
);
const { browser } = await import('../../../utils/browser.ts');
const { loadSettings, pauseOf } = await import('../../../utils/load-settings.ts');
const { setPause } = await import('../../../utils/pauses.ts');

let local = area();
beforeEach(() => {
  local = area();
  Object.assign(browser.storage, { local, session: area(), managed: { get: async () => ({}) } });
});

const isPaused = async (host: string, tabId: number) => pauseOf(await loadSettings(), host, tabId) !== undefined;

describe('resuming in a private window', () => {
  test.each(['hour', 'restart', 'always'] as const)('ends a pause of an ordinary one: %s', async (span) => {
    await setPause('shop.test', span);
    await setPause('other.test', span);
    expect(await isPaused('www.shop.test', 7)).toBe(true);
    await setPause('www.shop.test', 'off', 7);
    expect(await isPaused('www.shop.test', 7)).toBe(false);
    expect(await isPaused('other.test', 7)).toBe(true);
  });

  test('ends its own, leaves that of another private tab, and writes no name of a site', async () => {
    await setPause('shop.test', 'restart', 7);
    await setPause('shop.test', 'restart', 8);
    await setPause('shop.test', 'off', 7);
    expect([await isPaused('shop.test', 7), await isPaused('shop.test', 8)]).toEqual([false, true]);
    expect(JSON.stringify(local.set.mock.calls)).not.toContain('shop');
  });
});

test('a pause in a private window is never written to disk', async () => {
  await setPause('shop.test', 'restart', 7);
  expect(await isPaused('shop.test', 7)).toBe(true);
  expect(local.set).not.toHaveBeenCalled();
});

test('resuming in an ordinary window leaves a private tab paused', async () => {
  await setPause('shop.test', 'restart', 7);
  await setPause('shop.test', 'off');
  expect(await isPaused('shop.test', 7)).toBe(true);
});
