/** Acting on what was seen: the popup's row, fifty findings, the mistake's form, the evidence document. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EvidenceView } from '../../components/evidence-view.tsx';
import { FindingGroups, FOLDED_FROM } from '../../components/finding-groups.tsx';
import { MistakeView } from '../../components/mistake-view.tsx';
import { PageActs } from '../../components/page-acts.tsx';
import { ShareView } from '../../components/share-view.tsx';
import { Words } from '../../components/words.tsx';
import { type Finding, STAGES, type Stage } from '../../rules/core/index.ts';
import { mistakeUrl } from '../../utils/correction.ts';
import { createTranslator } from '../../utils/i18n.ts';
import type { VendorWords, WatchedReport } from '../../utils/protocol.ts';
import { bundle, SIGHTING } from '../support/evidence.ts';

vi.hoisted(() => vi.stubGlobal('__REPOSITORY__', '')); // the build puts package.json's value there

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8'));
const english = createTranslator('en', catalogue);
afterEach(cleanup);

function show(content: ComponentChild) {
  const { container } = render(<Words.Provider value={english}>{content}</Words.Provider>);
  const find = <E extends HTMLElement>(selector: string) => container.querySelector<E>(selector) as E;
  const all = <E extends HTMLElement>(selector: string) => [...container.querySelectorAll<E>(selector)];
  return { find, all, text: () => container.textContent ?? '' };
}

describe('the popup’s row', () => {
  test('leads to a page each, for this tab', () => {
    const { all } = show(<PageActs tabId={7} canReport />);
    expect(all('a').map((link) => link.getAttribute('href'))).toEqual([
      '/evidence.html?tabId=7',
      '/share.html?tabId=7',
      '/mistake.html?tabId=7',
    ]);
  });

  test('offers no report while there is no place for it', () => {
    const { all } = show(<PageActs tabId={7} canReport={false} />);
    expect(all('[data-act]').map(({ dataset }) => dataset.act)).toEqual(['evidence', 'share']);
  });
});

describe('fifty findings', () => {
  const stages: Stage[] = Array.from({ length: 50 }, (_, at) =>
    at < 2 ? 'capturing' : at < 20 ? 'started' : 'loaded',
  );
  const findings = stages.map((stage, at): Finding => {
    const vendor = `vendor-${at}`;
    return { vendor, stage, hosted: false, overdue: false, evidence: [{ ...SIGHTING, vendor, stage }] };
  });
  const words = ({ vendor }: Finding, at: number): [string, VendorWords] => [
    vendor,
    {
      name: `Vendor ${at}`,
      modalities: ['face'],
      purpose: 'face-search',
      practice: at === 1 ? 'silent' : 'asked',
      reviewed: '2026-01-01',
    },
  ];
  const report: WatchedReport = {
    state: 'watched',
    isPrivate: false,
    host: 'shop.example',
    listDate: '2026-11-23',
    findings,
    vendors: Object.fromEntries(findings.map(words)),
  };
  const card = vi.fn((finding: Finding) => <li class="finding">{finding.vendor}</li>);
  const groups = () => show(<FindingGroups report={report} card={card} />);

  test('are groups by stage, the furthest first and alone open, each with its number', () => {
    const { all } = groups();
    expect(findings.length).toBeGreaterThanOrEqual(FOLDED_FROM);
    expect(all<HTMLDetailsElement>('[data-group]').map(({ dataset, open }) => [dataset.group, open])).toEqual([
      ['capturing', true],
      ['started', false],
      ['loaded', false],
    ]);
    expect(all('[data-group] > summary').map(({ textContent }) => textContent)).toEqual([
      'Camera or microphone on 2',
      'Code running 18',
      'Code loaded 30',
    ]);
    expect(STAGES).toHaveLength(5);
  });

  test('make no card before one is asked for', async () => {
    card.mockClear();
    const { find, all } = groups();
    expect(card).not.toHaveBeenCalled();
    const line = find<HTMLDetailsElement>('[data-folded="vendor-1"] details');
    expect(line.textContent).toContain('without asking you');
    line.open = true;
    fireEvent(line, new Event('toggle'));
    await waitFor(() => expect(all('.finding')).toHaveLength(1));
    expect(card).toHaveBeenCalledTimes(1);
  });

  test('a long group shows its first lines, and all when asked', () => {
    const { all, find } = groups();
    expect(all('[data-group="loaded"] [data-folded]')).toHaveLength(8);
    expect(find('[data-group="capturing"] [data-do="show-all"]')).toBeNull();
    const button = find('[data-group="loaded"] [data-do="show-all"]');
    expect(button.textContent).toBe('Show all 30');
    fireEvent.click(button);
    expect(all('[data-group="loaded"] [data-folded]')).toHaveLength(30);
  });
});

describe('a mistake', () => {
  const draft = { title: 'Correct: ACME', text: 'What was said.\n' };
  const mistake = (repository: string, onCopy = vi.fn()) =>
    show(
      <MistakeView
        choices={[{ id: 'acme', name: 'ACME' }]}
        chosen="acme"
        draft={draft}
        copied={null}
        formFor={(text) => mistakeUrl(repository, 'acme', text)}
        onChoose={() => {}}
        onCopy={onCopy}
      />,
    );

  test('is shown in full, and goes as the person leaves it', () => {
    const { find, text } = mistake('https://forge.example/us/repo');
    expect(find<HTMLTextAreaElement>('textarea').value).toBe(draft.text);
    fireEvent.input(find('textarea'), { target: { value: 'Mine.' } });
    fireEvent.input(find('input'), { target: { value: 'Title' } });
    const form = new URL(find('[data-do="open"]').getAttribute('href') ?? '');
    expect(form.searchParams.get('what')).toBe('Mine.');
    expect(form.searchParams.get('title')).toBe('Title');
    expect(text()).toContain('Opening the form hands this text to forge.example.');
  });

  test('without a repository can only be copied', () => {
    const onCopy = vi.fn();
    const { find, text } = mistake('', onCopy);
    expect(find('[data-do="open"]')).toBeNull();
    expect(text()).toContain('no public repository so far');
    fireEvent.click(find('[data-do="copy"]'));
    expect(onCopy).toHaveBeenCalledWith('Correct: ACME\n\nWhat was said.\n');
  });
});

describe('the evidence page', () => {
  test('says what the bundle says, when and who asked, and what it is not', async () => {
    const evidence = await bundle();
    const onSave = vi.fn();
    const { find, text } = show(<EvidenceView evidence={evidence} onSave={onSave} onPrint={() => {}} />);
    expect(find('.hash').textContent).toBe(evidence.sha256);
    for (const part of [
      'https://shop.example/basket',
      'Nov 26, 2026, 12:00:00',
      '(Europe/Brussels)',
      'This page loads ACME’s code.',
      'Asked for by https://shop.example',
      'Recognised by host:sdk.acme.com',
      'Names the host.',
      'This is not forensic proof.',
    ]) {
      expect(text()).toContain(part);
    }
    fireEvent.click(find('[data-do="save"]'));
    expect(onSave).toHaveBeenCalledOnce();
  });

  test('counts no vendor as loaded whose code was blocked, and no address of it names one', async () => {
    const evidence = await bundle();
    if (evidence.kind !== 'page') throw new Error('not of a page');
    const [first] = evidence.findings;
    const findings = [first, { ...first, vendor: 'zeta', blocked: true }] as typeof evidence.findings;
    const { all } = show(<EvidenceView evidence={{ ...evidence, findings }} onSave={() => {}} onPrint={() => {}} />);
    expect(all('.stage-counts li').map(({ textContent }) => textContent)).toEqual(['Code loaded 1']);
    const links = all<HTMLAnchorElement>('.evidence-contents a').map(({ hash }) => hash);
    expect(links).toHaveLength(2);
    expect(links.join()).not.toMatch(/acme|zeta/i);
    expect(links.map((hash) => all(hash)[0]?.dataset.stage)).toEqual(['loaded', 'blocked']);
  });

  test.each([
    ['evidence', <EvidenceView evidence={null} onSave={() => {}} onPrint={() => {}} />],
    [
      'shared',
      <ShareView
        choices={[]}
        chosen=""
        shared={null}
        canCopyPicture={false}
        copied={null}
        onChoose={() => {}}
        onCopy={() => {}}
        onCopyPicture={() => {}}
        onSavePicture={() => {}}
      />,
    ],
  ])('%s: nothing to show is said', (name, view) => {
    expect(show(view).find(`[data-${name}="none"]`).textContent).toContain('There is nothing to show');
  });
});
