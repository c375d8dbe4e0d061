/** The popup's first moments: what is found, or goes wrong, while it is still opening. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../utils/protocol.ts';
import { toWordsFile } from '../../utils/words-file.ts';
import { acme, acmeSighting, answerBase } from '../support/popup-view.tsx';

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8'));

vi.hoisted(() => {
  // What the build puts in.
  vi.stubGlobal('__REPOSITORY__', '');
  vi.stubGlobal('__RULES_UPDATE__', '');
  vi.stubGlobal('__PUBLIC_KEYS__', []);
  vi.stubGlobal('__BUILD_DATE__', '2026-11-24T00:00:00Z');
  vi.stubGlobal('__TEXTS_VERSION__', '1');
  vi.stubGlobal('chrome', { runtime: { id: 'countergaze' } });
});

// A script of the built package that unpacks words; these are kept unpacked already.
vi.mock('../../utils/page-unpacker.ts', () => ({ pageUnpacker: vi.fn() }));

const nothing: Report = { state: 'watched', ...answerBase, findings: [], vendors: {} };
const found: Report = {
  ...nothing,
  findings: [{ vendor: 'acme', stage: 'loaded', hosted: false, overdue: false, evidence: [acmeSighting] }],
  vendors: { acme },
};

declare const chrome: object;

/** Milliseconds: a machine at work reads the popup's modules slowly. */
const PATIENCE = { timeout: 20_000 };
vi.setConfig({ testTimeout: 60_000 });

/**
 * Opens the popup in a browser that answers at the test's pace: no real one lets a page find something between two
 * steps of the popup. `read`: the words are there.
 */
async function openPopup(tabs: readonly { readonly id: number }[]) {
  vi.resetModules();
  document.body.innerHTML = '<div id="root"></div>';
  let read = (): void => {};
  const reading = new Promise<void>((resolve) => {
    read = resolve;
  });
  const { names, words } = toWordsFile(catalogue, catalogue);
  const kept: Record<string, unknown> = { 'text:words/names': ['1', names], 'text:words/en': ['1', words] };
  const listeners: ((changes: object) => void)[] = [];
  const state = { report: nothing };
  const event = { addListener: () => {} };
  const query = vi.fn(async () => tabs);
  Object.assign(chrome, {
    runtime: { id: 'countergaze', sendMessage: async () => ({ ok: true, value: state.report }) },
    tabs: { query },
    i18n: { getUILanguage: () => 'en', getAcceptLanguages: async () => [] },
    declarativeNetRequest: {},
    storage: {
      onChanged: event,
      managed: { get: async () => ({}) },
      session: {
        get: async () => ({}),
        onChanged: { addListener: (listener: (changes: object) => void) => listeners.push(listener) },
      },
      local: {
        onChanged: event,
        get: async (key: string) => {
          if (key in kept) await reading;
          return key in kept ? { [key]: kept[key] } : {};
        },
      },
    },
  });
  const opening = import('../../entrypoints/popup/main.tsx');
  await vi.waitFor(() => expect(query).toHaveBeenCalled(), PATIENCE);
  await new Promise((resolve) => setTimeout(resolve, 50)); // the first answer is there
  const change = (key: string) => {
    for (const listener of listeners) listener({ [key]: {} });
  };
  return { opening, read, state, change };
}

const shown = () => document.querySelector<HTMLElement>('[data-state]')?.dataset.state;

test('what is found between the first answer and the first words is shown', async () => {
  const { opening, read, state, change } = await openPopup([{ id: 7 }]);
  state.report = found;
  change('page:7:document');
  read();
  await opening;
  await vi.waitFor(() => expect(shown()).toBe('found'), PATIENCE);
});

test('where no tab is shown, the popup says so', async () => {
  const { opening, read } = await openPopup([]);
  read();
  await opening.catch(() => {});
  await vi.waitFor(() => expect(shown()).toBe('failed'), PATIENCE);
  expect(document.body.textContent).toContain('no tab is shown');
});
