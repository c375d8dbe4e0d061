/** The options' section on list updates: each state in words, each button where it belongs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { type UpdatesProps, UpdatesSection } from '../../components/updates-section.tsx';
import { Words } from '../../components/words.tsx';
import { createTranslator } from '../../utils/i18n.ts';
import type { UpdatesAnswer } from '../../utils/protocol.ts';
import { OUTCOMES } from '../../utils/update-parts.ts';
import { UPDATE_PROBLEMS } from '../../utils/update-problem.ts';

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8'));
const PACKAGED: UpdatesAnswer = {
  serial: 0,
  date: '2026-11-24',
  commit: null,
  checkedAt: 0,
  checked: 'current',
  hasPrevious: false,
  hasNewer: false,
  isDamaged: false,
  outcome: null,
};

afterEach(cleanup);

function show(more: Partial<UpdatesProps>, state: Partial<UpdatesAnswer> = {}) {
  const acts: string[] = [];
  const props: UpdatesProps = {
    host: 'rules.example',
    isOn: true,
    isManaged: false,
    state: { ...PACKAGED, ...state },
    doing: null,
    said: null,
    onTurn: (isOn) => acts.push(`turn ${isOn}`),
    onAct: (act) => acts.push(act),
    onImport: (file) => acts.push(`import ${file.name}`),
    ...more,
  };
  const { container } = render(
    <Words.Provider value={createTranslator('en', catalogue)}>
      <UpdatesSection {...props} />
    </Words.Provider>,
  );
  const buttons = [...container.querySelectorAll<HTMLElement>('[data-do]')];
  return {
    container,
    acts,
    text: container.textContent ?? '',
    buttons,
    names: buttons.map(({ dataset }) => dataset.do),
  };
}

test('a build without a source says so, and offers nothing', () => {
  const { text, names, container } = show({ host: '' });
  expect(text).toContain('This build names no source of updates');
  expect(names).toEqual([]);
  expect(container.querySelector('input')).toBeNull();
});

test('at first: the list of the package, not checked yet', () => {
  const { text, names } = show({});
  expect(text).toContain('fetched from rules.example');
  expect(text).toContain('In use: the list of this version, of November 24, 2026.');
  expect(text).toContain('Not checked yet.');
  expect(names).toEqual(['check', 'import-list']);
});

test('an update in use: its number, its date, its commit; the ways back and forward', () => {
  const { text, buttons, acts } = show(
    {},
    { serial: 12, commit: 'abcdef0123456789', hasPrevious: true, hasNewer: true },
  );
  expect(text).toContain('In use: list 12, of November 24, 2026.');
  expect(text).toContain('abcdef0123');
  for (const button of buttons.slice(0, 3)) fireEvent.click(button);
  expect(acts).toEqual(['check', 'back', 'newest']);
});

test.each(OUTCOMES)('a check that came to %s has a sentence of its own', (checked) => {
  const { text } = show({}, { checkedAt: Date.parse('2026-11-26T12:00:00Z'), checked });
  expect(text).toContain('Last checked on November 26, 2026');
  expect(text).toContain(catalogue[`updates_out_${checked}`].message);
  const isRefused = UPDATE_PROBLEMS.some((problem) => problem === checked);
  expect(text.includes('The list in use stays as it is.')).toBe(isRefused);
});

test('switched off, or by the organisation: no check, but still the way from a file', () => {
  const { names, container, text } = show({ isOn: false, isManaged: true });
  expect(names).toEqual(['import-list']);
  expect(container.querySelector<HTMLInputElement>('#update')?.disabled).toBe(true);
  expect(text).toContain('Set by your organisation');
});

test('while it checks, it says so and asks for no second one', () => {
  const { text, buttons } = show({ doing: 'check' });
  expect(text).toContain('Checking…');
  expect((buttons[0] as HTMLButtonElement).disabled).toBe(true);
});

test('what an import came to, and a list that can no longer be read, are told', () => {
  expect(show({ said: { outcome: 'signature' } }).text).toContain('not signed by those who make Countergaze');
  cleanup();
  expect(show({}, { isDamaged: true }).text).toContain('can no longer be read');
});

test('the day of the last check is that of the person’s own calendar', () => {
  vi.stubEnv('TZ', 'Pacific/Auckland');
  const { text } = show({}, { checkedAt: Date.parse('2026-11-26T15:00:00Z') });
  vi.unstubAllEnvs();
  expect(text).toContain('November 27, 2026');
});
