/** What is passed on of a finding, and what is reported about one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../../rules/core/index.ts';
import { mistakeUrl } from '../../../utils/correction.ts';
import { createTranslator } from '../../../utils/i18n.ts';
import { draftOf } from '../../../utils/mistake.ts';
import type { VendorWords } from '../../../utils/protocol.ts';
import { sharedOf } from '../../../utils/share.ts';
import { wrap } from '../../../utils/share-card.ts';
import { SIGHTING } from '../../support/evidence.ts';

vi.hoisted(() => vi.stubGlobal('__REPOSITORY__', '')); // the build puts package.json's value there

const catalogue = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../public/_locales/en/messages.json'), 'utf8'),
);
const words = createTranslator('en', catalogue);
const vendor: VendorWords = {
  name: 'ACME',
  modalities: ['face'],
  purpose: 'face-analysis',
  practice: 'silent',
  reviewed: '2026-01-01',
};
const finding: Finding = { vendor: 'acme', stage: 'loaded', hosted: false, overdue: false, evidence: [SIGHTING] };
const noon = new Date(2026, 10, 26, 12).getTime();
const said = { finding, vendor, sentence: 'This page loads ACME’s code.', site: 'shop.example', at: noon };

describe('sharing', () => {
  test('says the sentence, where and when, and no more', () => {
    const { text, card } = sharedOf(said, words);
    expect(text).toBe('This page loads ACME’s code. Seen by Countergaze on shop.example, November 26, 2026.');
    expect(card).toMatchObject({ sentence: said.sentence, icon: 'loaded', silent: true });
    expect(card.remarks.join(' ')).toContain('Nothing here shows that your face was scanned.');
  });

  test('an entry past its day of review says so, in text and picture', () => {
    const { text, card } = sharedOf({ ...said, finding: { ...finding, overdue: true } }, words);
    expect(text).toContain('Entry last checked on January 1, 2026');
    expect(card.remarks[1]).toContain('Entry last checked on January 1, 2026');
  });

  test('a vendor’s own site has no mark of silence', () => {
    const listed = sharedOf({ ...said, finding: { ...finding, stage: 'listed' } }, words);
    expect(listed.card).toMatchObject({ icon: 'listed', silent: false });
  });
});

describe('lines of the picture', () => {
  const widthOf = (text: string) => text.length;

  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['one', 10, ['one']],
    ['unbreakably long', 5, ['unbre', 'akabl', 'y', 'long']],
    ['a sub.domain.example b', 12, ['a', 'sub.domain.e', 'xample b']],
  ])('%s in %i', (text, width, lines) => {
    const wrapped = wrap(text, width, widthOf);
    for (const line of wrapped) expect(line.length).toBeLessThanOrEqual(width);
    expect(wrapped.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    expect(wrapped).toEqual(lines);
  });
});

describe('reporting a mistake', () => {
  const doubted = { ...said, listDate: '2026-11-23', extension: '0.1.0' };
  const own = {
    ...SIGHTING,
    via: 'frame',
    signature: 'global:Acme',
    url: 'https://shop.example/my/orders/4711',
  } as const;

  test('says what was said and on what grounds; of the page itself the host alone', () => {
    const draft = draftOf({ ...doubted, finding: { ...finding, evidence: [SIGHTING, own] } }, words);
    expect(draft.title).toBe('Correct: ACME');
    expect(draft.text.split('\n')).toEqual([
      'Countergaze said: “This page loads ACME’s code.”',
      'Seen by Countergaze on shop.example, November 26, 2026.',
      '- host:sdk.acme.com: https://sdk.acme.com/a.js',
      '- global:Acme: shop.example',
      'Countergaze 0.1.0; List of November 23, 2026',
      '',
      'What is wrong, and what is right?',
      '',
    ]);
  });

  test('a page that floods does not make the address too long', () => {
    const evidence = Array.from({ length: 100 }, (_, at) => ({
      ...SIGHTING,
      url: `https://sdk.acme.com/${at}/${'x'.repeat(270)}`,
    }));
    const draft = draftOf({ ...doubted, finding: { ...finding, evidence } }, words);
    expect(mistakeUrl('https://forge.example/us/repo', 'acme', draft)?.length).toBeLessThan(4_000);
  });

  test('the form gets the text as the person left it; without a repository there is none', () => {
    const url = mistakeUrl('https://forge.example/us/repo', 'acme', { title: 'T', text: 'a & b\nc' });
    const { origin, pathname, searchParams } = new URL(url ?? '');
    expect(origin + pathname).toBe('https://forge.example/us/repo/issues/new');
    expect(Object.fromEntries(searchParams)).toEqual({
      template: 'correct-entry.yml',
      title: 'T',
      id: 'acme',
      what: 'a & b\nc',
    });
    expect(mistakeUrl('', 'acme', { title: 'T', text: '' })).toBeNull();
  });

  test('the form has the fields that are filled', () => {
    const form = readFileSync(join(import.meta.dirname, '../../../.github/ISSUE_TEMPLATE/correct-entry.yml'), 'utf8');
    for (const field of ['id', 'what']) expect(form).toContain(`id: ${field}\n`);
  });
});
