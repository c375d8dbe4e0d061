import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCorpora } from '../../../rules/cli/corpus.ts';
import { compareOn, describeChange } from '../../../rules/cli/diff.ts';
import { indexPage } from '../../../rules/cli/index-page.ts';
import { reachesLoaded, statsOf } from '../../../rules/cli/stats.ts';
import { dossier } from '../../support/fixtures.ts';

const acme = dossier('acme');
const folder = mkdtempSync(join(tmpdir(), 'countergaze-tools-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('diff', () => {
  test('newcomers, leavers and changes, in words', () => {
    const changed = {
      ...acme,
      practice: 'silent' as const,
      detect: { hosts: ['api.acme.com'], weak: { files: ['acme-face.js'] } },
    };
    expect(describeChange([acme, dossier('gone')], [changed, dossier('fresh')])).toEqual([
      '~ acme now looks for host:api.acme.com',
      '~ acme now looks for weak file:acme-face.js',
      '~ acme no longer looks for host:sdk.acme.com',
      '~ acme: practice asked becomes silent',
      '+ fresh (FRESH) joins: face-analysis; face; asked; can reach loaded',
      '- gone (GONE) leaves the list',
    ]);
    expect(describeChange([acme], [acme])).toEqual([]);
  });

  test('what newly matches on ordinary traffic, and what no longer does', () => {
    const requests = [
      { url: 'https://sdk.acme.com/a.js?x=1', type: 'script' },
      { url: 'https://sdk.fresh.com/b.js', type: 'script' },
      { url: 'data:,x', type: 'image' },
    ];
    expect(compareOn([{ name: 'c', kept: false, requests }], [acme], [dossier('fresh')])).toEqual([
      '- sdk.acme.com/a.js is no longer acme by host:sdk.acme.com',
      '+ sdk.fresh.com/b.js is now fresh by host:sdk.fresh.com',
    ]);
  });
});

describe('stats', () => {
  const silent = dossier('quiet', {
    practice: 'silent',
    country: 'FR',
    detect: { sites: ['quiet.com'] },
    reviewBy: '2026-02-01',
  });

  test('counts', () => {
    const stats = Object.fromEntries(
      statsOf([acme, silent], '2026-06-01').map(({ title, rows }) => [title, Object.fromEntries(rows)]),
    );
    expect(stats.dossiers).toEqual({ all: 2, 'can reach loaded': 1, 'listed or started only': 1 });
    expect(stats.practice).toEqual({ asked: 1, silent: 1 });
    expect(stats.country).toEqual({ FR: 1, 'not sourced': 1 });
    expect(stats.review).toEqual({ overdue: 1, 'due in 2027-01': 1 });
    expect(reachesLoaded(silent)).toBe(false);
  });

  test('the index page names every dossier', () => {
    const page = indexPage([acme, silent]);
    expect(page).toContain('| [ACME](vendors/acme.json) | face | asked | loaded | 1 | 2026-01-01 |');
    expect(page).toContain('| [QUIET](vendors/quiet.json) | face | silent | listed | 1 | 2026-01-01 |');
  });
});

describe('corpora', () => {
  test('the kept one is large enough, others are read beside it', () => {
    const given = file('mine.jsonl', '{"frameUrl":"https://p.test/","url":"https://a.test/x","cpt":"image"}\n');
    const corpora = readCorpora([given]);
    const libraries = corpora.find(({ name }) => name === 'libraries.requests.txt');
    expect(libraries?.requests.length).toBeGreaterThanOrEqual(5_000);
    expect(corpora.at(-1)).toEqual({
      name: 'mine.jsonl',
      kept: false,
      requests: [{ url: 'https://a.test/x', type: 'image' }],
    });
  });

  test('a folder that is not there is named', () => {
    expect(() => readCorpora(['/no/such/place'])).toThrow('there is no corpus at /no/such/place');
  });
});
