import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type DashboardContent, type DashboardProps, DashboardView } from '../../components/dashboard-view.tsx';
import { Words } from '../../components/words.tsx';
import { STAGES, type Stage } from '../../rules/core/index.ts';
import { createTranslator } from '../../utils/i18n.ts';
import { NO_FILTER } from '../../utils/ledger-filter.ts';
import { LEDGER_PROBLEMS } from '../../utils/ledger-problem.ts';
import { type Lines, type Row, toRows } from '../../utils/ledger-view.ts';

const ROOT = join(import.meta.dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const english = createTranslator('en', json('public/_locales/en/messages.json'));
const french = createTranslator('fr', json('public/_locales/fr/messages.json'));

afterEach(cleanup);

const lines: Lines = {
  acme: { name: 'Acme', modalities: ['face', 'voice'], purpose: 'face-search' },
  typist: { name: 'Typist', modalities: ['keystroke'], purpose: 'fraud-detection' },
};
const rows = toRows([
  { day: '2026-11-01', entries: [{ vendor: 'typist', site: 'bank.test', stage: 'started', visits: 5 }] },
  {
    day: '2026-11-03',
    entries: [
      { vendor: 'acme', site: 'shop.test', stage: 'capturing', visits: 1 },
      { vendor: 'typist', site: 'bank.test', stage: 'loaded', visits: 2 },
      { vendor: 'gone', site: 'shop.test', stage: 'loaded', visits: 1 },
    ],
  },
]);

function read(more: Partial<Extract<DashboardContent, { kind: 'read' }>> = {}): DashboardContent {
  return {
    kind: 'read',
    rows,
    from: '2026-11-01',
    to: '2026-11-30',
    first: '2026-11-01',
    days: 2,
    damaged: 0,
    ...more,
  };
}

function show(props: Partial<DashboardProps>, words = english) {
  const heard = {
    onTurn: vi.fn(),
    onKeepDays: vi.fn(),
    onExport: vi.fn(),
    onImport: vi.fn(),
    onWipe: vi.fn(),
    onFilter: vi.fn(),
    onEvidence: vi.fn(),
    onGroup: vi.fn(),
    onUndo: vi.fn(),
    onPutBack: vi.fn(),
    onRetry: vi.fn(),
    onDismiss: vi.fn(),
  };
  const { container } = render(
    <Words.Provider value={words}>
      <DashboardView
        on={true}
        asked={true}
        keepDays={90}
        content={read()}
        lines={lines}
        filter={NO_FILTER}
        by="vendor"
        notice={null}
        {...heard}
        {...props}
      />
    </Words.Provider>,
  );
  const find = (selector: string) => {
    const element = container.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`there is no ${selector}`);
    return element;
  };
  const texts = (selector: string) => [...container.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return { container, find, texts, text: container.textContent ?? '', ...heard };
}

const empty = read({ rows: [], first: null, days: 0 });

describe('before there is anything to see', () => {
  test('the question comes with its promises, and takes yes or no', () => {
    const { find, texts, onTurn } = show({ asked: false, on: false, content: empty });
    expect(texts('.opt-in li')).toHaveLength(4);
    fireEvent.click(find('[data-do="yes"]'));
    fireEvent.click(find('[data-do="no"]'));
    expect(onTurn.mock.calls).toEqual([[true], [false]]);
  });

  test('after no it is not asked again, and can be turned on', () => {
    const { container, find, onTurn } = show({ on: false, content: empty });
    expect(container.querySelector('[data-ledger="ask"]')).toBeNull();
    fireEvent.click(find('[data-ledger="off"] button'));
    expect(onTurn).toHaveBeenCalledWith(true);
  });

  test('on and empty: it says what will come, and there is nothing to export or wipe', () => {
    const { find } = show({ content: empty });
    expect(find('[data-ledger="empty"]').textContent).toContain('Nothing yet.');
    for (const name of ['json', 'csv', 'wipe']) expect(find(`[data-do="${name}"]`)).toHaveProperty('disabled', true);
    expect(find('[data-do="import"]')).toHaveProperty('disabled', false);
  });

  test.each(LEDGER_PROBLEMS)('%s: said in words, with a way to try again', (problem) => {
    const { find, onRetry } = show({ content: { kind: 'failed', problem } });
    expect(find('[role="alert"]').textContent).toMatch(/^[A-Z].*\./);
    fireEvent.click(find('[data-do="retry"]'));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

describe('what is shown', () => {
  test('three figures, and since when', () => {
    const { texts, text } = show({});
    expect(texts('[data-figure]')).toEqual(['3 vendors', '2 sites', '2 days with something to show']);
    expect(text).toContain('since November 1, 2026');
  });

  test.each([
    ['listed', /own sites\.$/], // and nothing of where else: a filter may hide that
    ['loaded', /not seen running/],
    ['started', /was running/],
    ['capture-ready', /may have been able/],
    ['capturing', /was on/],
  ] as const)('the sentence for %s says no more than that', (stage, words) => {
    const { find } = show({ content: read({ rows: rows.slice(0, 1).map((row): Row => ({ ...row, stage })) }) });
    expect(find('.figures .lead').textContent).toMatch(words);
  });

  test('no sentence claims that anybody was scanned', () => {
    for (const stage of STAGES as readonly Stage[]) {
      const { find } = show({ content: read({ rows: rows.map((row): Row => ({ ...row, stage })) }) });
      expect(find('.figures .lead').textContent).not.toMatch(/scan|recogni[sz]ed/i);
      cleanup();
    }
  });

  test('the timeline is an image with a name and a description, and a table with the same numbers', async () => {
    const { find, texts } = show({});
    const image = find('[data-chart="timeline"] svg[role="img"]');
    const named = (attribute: string) => find(`#${image.getAttribute(attribute)}`).textContent;
    expect(named('aria-labelledby')).toBe('How often, and how far');
    expect(named('aria-describedby')).toBe('By day, from November 1, 2026 to November 30, 2026.');
    const details = find('[data-chart="timeline"] details') as HTMLDetailsElement;
    details.open = true;
    // happy-dom has no `ontoggle`, so Preact listens to the name as it is written.
    await act(() => {
      fireEvent(details, new Event('Toggle'));
    });
    expect(texts('[data-chart="timeline"] thead th')).toEqual([
      'Day',
      'Code loaded',
      'Code running',
      'Camera or microphone on',
      'Total',
    ]);
    expect(texts('[data-chart="timeline"] tbody tr')).toEqual(['Nov 1, 20260101', 'Nov 3, 20262013']);
  });

  test('the breakdown names vendors, the lost one by its id, and filters by one', () => {
    const { find, texts, onFilter } = show({});
    expect(texts('.bars .name')).toEqual(['Typist', 'Acme', 'gone']);
    fireEvent.click(find('[data-key="acme"] button'));
    expect(onFilter).toHaveBeenCalledWith({ ...NO_FILTER, vendor: 'acme' });
  });

  test.each([
    [50, '42 more are in the table below.'],
    [500, '92 more are in the table below.'],
  ])('below the bars of %i sites stands how many more the table holds', async (count, words) => {
    const entries = Array.from({ length: count }, (_, at) => ({
      vendor: 'acme',
      site: `site${at}.test`,
      stage: 'loaded' as const,
      visits: 1,
    }));
    const { find, texts } = show({ by: 'site', content: read({ rows: toRows([{ day: '2026-11-03', entries }]) }) });
    expect(texts('[data-chart="breakdown"] .soft')[0]).toBe(words);
    const details = find('[data-chart="breakdown"] details') as HTMLDetailsElement;
    details.open = true;
    await act(() => {
      fireEvent(details, new Event('Toggle'));
    });
    expect(words).toMatch(new RegExp(`^${texts('[data-chart="breakdown"] tbody tr').length - 8} more`));
  });

  test.each([
    ['site', ['bank.test', 'shop.test']],
    ['modality', ['typing rhythm', 'face', 'voice']],
    ['purpose', ['fraud detection by behaviour', 'face search']],
  ] as const)('grouped by %s', (by, names) => {
    expect(show({ by }).texts('.bars .name')).toEqual(names);
  });

  test('a filter that nothing passes offers everything', () => {
    const { find, onFilter } = show({ filter: { ...NO_FILTER, site: 'nowhere' } });
    fireEvent.click(find('[data-do="all"]'));
    expect(onFilter).toHaveBeenCalledWith({ ...NO_FILTER, days: 0 });
  });

  test('damaged lines are counted', () => {
    expect(show({ content: read({ damaged: 2 }) }).text).toContain('2 lines could not be read');
  });

  test('in French, plurals and dates are French', () => {
    const { text, texts } = show({}, french);
    expect(texts('[data-figure]')).toEqual(['3 fournisseurs', '2 sites', '2 jours où il y a eu quelque chose']);
    expect(text).toContain('depuis le 1 novembre 2026');
  });
});

describe('notices', () => {
  test('after wiping: undo and close', () => {
    const { find, onUndo, onDismiss } = show({ notice: { kind: 'wiped', days: 1 } });
    expect(find('[role="status"] p').textContent).toBe(
      '1 day wiped. You can undo this as long as this message is shown.',
    );
    fireEvent.click(find('[data-do="undo"]'));
    fireEvent.click(find('[data-do="dismiss"]'));
    expect(onUndo).toHaveBeenCalledOnce();
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test('after an import: how much came in and what was left out', () => {
    const { find } = show({ notice: { kind: 'imported', lines: 1, older: 2 } });
    expect(find('[role="status"] p').textContent).toBe(
      '1 line imported. 2 older lines were left out: they are past the time you keep.',
    );
  });

  test('deleted under the page: what is shown can be put back', () => {
    const { find, onPutBack } = show({ notice: { kind: 'problem', problem: 'deleted' } });
    fireEvent.click(find('[data-do="put-back"]'));
    expect(onPutBack).toHaveBeenCalledOnce();
  });

  test('the live region is there before it has anything to say', () => {
    expect(show({}).find('[role="status"]').textContent).toBe('');
  });
});
