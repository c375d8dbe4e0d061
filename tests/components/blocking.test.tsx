/** What the popup offers about a vendor and about a site, and how it says what holds. */
import { cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { BlockControlProps } from '../../components/block-control.tsx';
import type { Finding } from '../../rules/core/index.ts';
import type { Report } from '../../utils/protocol.ts';
import { acme, acmeSighting, answerBase, renderPopup } from '../support/popup-view.tsx';

afterEach(cleanup);

function show(report: Report, block: Partial<BlockControlProps> = {}) {
  const onStep = vi.fn();
  const control: BlockControlProps = {
    standing: 'free',
    isManaged: false,
    mayAllow: true,
    host: 'shop.test',
    site: 'shop.test',
    reachesFrames: true,
    isNew: false,
    error: '',
    onStep,
    onReload: vi.fn(),
    ...block,
  };
  const { container, heard } = renderPopup({ state: { kind: 'answered', report }, blockOf: () => control });
  const all = (selector: string) => [...container.querySelectorAll<HTMLElement>(selector)];
  return {
    ...heard,
    onStep,
    all,
    find: (selector: string) => all(selector)[0] as HTMLElement,
    text: container.textContent,
  };
}

function found(practice = 'asked', evidence = [acmeSighting], blocked = false): Report {
  const finding: Finding = { vendor: 'acme', stage: 'loaded', hosted: false, overdue: false, blocked, evidence };
  return { state: 'watched', ...answerBase, findings: [finding], vendors: { acme: { ...acme, practice } } };
}

test.each([
  [null, ''],
  [0, 'Until the browser restarts.'],
  [Date.parse('2026-11-26T15:42:00'), 'Until 3:42 PM, or until the browser restarts.'],
])('a pause that ends at %j says so', (until, words) => {
  const { text } = show({ state: 'paused', ...answerBase, byOrganisation: false, until });
  expect(text?.replaceAll('\u202f', ' ')).toContain(words);
  expect(text?.includes('Until')).toBe(until !== null);
});

test('for how long is asked first; in a private window it is for as long as the tab is there', () => {
  const spans = ({ all }: ReturnType<typeof show>) => all('[data-pause]').map(({ dataset }) => dataset.pause);
  const shown = show(found());
  expect(spans(shown)).toEqual(['hour', 'restart', 'always']);
  fireEvent.click(shown.find('[data-pause="hour"]'));
  expect(shown.onPause).toHaveBeenCalledWith('hour');
  cleanup();
  expect(spans(show({ ...found(), isPrivate: true }))).toEqual(['restart']);
});

test('before a vendor with a step that one takes is blocked, the popup says what stops working', () => {
  const asked = show(found());
  expect(asked.text).toContain('Without Acme, steps that need it (face search) stop working.');
  fireEvent.click(asked.find('[data-block="here"]'));
  expect(asked.onStep).toHaveBeenCalledWith('here');
  cleanup();
  expect(show(found('silent')).text).not.toContain('stop working');
});

test.each([
  ['free', {}, ['here', 'everywhere'], ''],
  ['free', { site: '' }, ['everywhere'], ''],
  ['here', {}, ['undo'], 'You block Acme on shop.test.'],
  ['here', { site: '' }, ['undo'], 'You block Acme on shop.test.'],
  ['allowed', { site: '' }, ['undo'], 'You block Acme, but not on shop.test.'],
  ['everywhere', {}, ['undo', 'allow'], 'You block Acme on every site.'],
  ['silent', {}, ['allow'], 'You block vendors that run without asking, and Acme is one.'],
  ['allowed', {}, ['undo'], 'You block Acme, but not on shop.test.'],
  ['everywhere', { isManaged: true, mayAllow: false }, [], 'Set by your organisation'],
  ['everywhere', { mayAllow: false }, ['undo'], 'You block Acme on every site.'],
  ['here', { reachesFrames: false }, ['undo'], 'does not reach frames of other sites'],
  ['here', { isNew: true }, ['undo', 'reload'], 'takes effect when the page loads again'],
  ['free', { error: '1001 > 1000' }, ['here', 'everywhere'], 'did not accept these rules: 1001 > 1000'],
] as const)('%s %j offers %j', (standing, more, offered, words) => {
  const { all, text } = show(found(), { standing, ...more });
  expect(all('[data-block]').map(({ dataset }) => dataset.block)).toEqual(offered);
  expect(text).toContain(words);
});

test('a vendor whose every request was blocked is said to have been asked for, with the evidence', () => {
  const { find, text } = show(found('asked', [{ ...acmeSighting, blocked: true }], true), { standing: 'here' });
  expect(find('.stage').textContent).toBe('This page asked for Acme’s code; that was blocked.');
  expect(find('[data-blocked]').textContent).toContain('Requested by this page blocked');
  expect(text).not.toContain('loads');
});
