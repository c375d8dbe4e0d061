/** Logs that `rules prevalence` reads, and what becomes of the answer. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { digestBelow } from '../../../rules/cli/prevalence/bigquery.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'countergaze-prevalence-test-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

function rules(args: string[], flags: string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, join(RULES_DIR, 'cli/main.ts'), 'prevalence', ...args],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { status, stdout, stderr };
}

describe('logs', () => {
  const dir = rulesFolder(dossier('acme'));
  const requests = [
    ['https://sdk.acme.com/a.js', 'script', 'https://one.test/'],
    ['https://one.test/', 'main_frame', 'https://one.test/'],
    ['https://two.test/x.png', 'image', 'https://two.test/'],
    ['https://sdk.acme.com/a.js', 'script', 'https://www.one.test/'],
  ];
  const json = requests.map(([url, type, page]) => ({ url, type, page }));
  const expected = [{ vendor: 'acme', pages: 2, sites: 2, pages_loaded: 2, requests: 2, population: 3 }];
  const summaryOf = (path: string, ...more: string[]) => {
    const { status, stdout, stderr } = rules([path, '--json', '--dir', dir, ...more]);
    expect(stderr).not.toContain('rules:');
    expect(status).toBe(0);
    return JSON.parse(stdout);
  };

  test('JSON lines, of either form', () => {
    expect(summaryOf(file('a.jsonl', json.map((each) => JSON.stringify(each)).join('\n')))).toEqual(expected);
    const cliqz = requests.map(([url, cpt, frameUrl]) => JSON.stringify({ frameUrl, url, cpt }));
    expect(summaryOf(file('b.jsonl', cliqz.join('\n')))).toEqual(expected);
  });

  test('CSV', () => {
    const lines = ['page,type,url', ...requests.map(([url, type, page]) => `${page},${type},${url}`)];
    expect(summaryOf(file('a.csv', lines.join('\n')))).toEqual(expected);
  });

  test('Parquet, in HTTP Archive’s columns', async () => {
    const path = join(folder, 'a.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const values = requests.map(([url, type, page]) => `('${page}', '${url}', ${type === 'main_frame'})`);
    await connection.run(
      `COPY (SELECT * FROM (VALUES ${values.join(', ')}) AS row(page, url, is_main_document)) TO '${path}' (FORMAT parquet)`,
    );
    connection.closeSync();
    expect(summaryOf(path)).toEqual(expected);
  });

  test('HAR: a page that is loaded twice counts twice', () => {
    const entries = ['p1', 'p2'].flatMap((pageref) => [
      { pageref, _resourceType: 'document', request: { url: 'https://one.test/' } },
      { pageref, _resourceType: 'script', request: { url: 'https://sdk.acme.com/a.js' } },
    ]);
    const path = file('a.har', JSON.stringify({ log: { entries } }));
    expect(summaryOf(path)).toEqual([
      { vendor: 'acme', pages: 2, sites: 1, pages_loaded: 2, requests: 2, population: 2 },
    ]);
  });

  test('HAR: recordings of one name in two folders are two loads', () => {
    const har = JSON.stringify({
      log: { entries: [{ pageref: 'p1', _resourceType: 'script', request: { url: 'https://sdk.acme.com/a.js' } }] },
    });
    for (const day of ['monday', 'tuesday']) {
      mkdirSync(join(folder, 'days', day), { recursive: true });
      writeFileSync(join(folder, 'days', day, 'x.har'), har);
    }
    expect(summaryOf(join(folder, 'days'))).toMatchObject([{ pages: 2, requests: 2, population: 2 }]);
  });

  test('a sample of a log without pages is a sample of its requests', () => {
    const line = JSON.stringify({ url: 'https://sdk.acme.com/a.js', type: 'script' });
    const path = file('alone.jsonl', Array(400).fill(line).join('\n'));
    const [half] = summaryOf(path, '--pages', '50');
    expect(half.population).toBeGreaterThan(150);
    expect(half.population).toBeLessThan(250);
    expect(half).toMatchObject({ pages: half.population, requests: half.population });
  });

  test('a sample of pages is whole pages, and the same ones every time', () => {
    const many = Array.from({ length: 400 }, (_, at) =>
      [`https://${at}.test/`, 'https://sdk.acme.com/a.js'].map((url) =>
        JSON.stringify({ url, type: url.endsWith('/') ? 'main_frame' : 'script', page: `https://${at}.test/` }),
      ),
    );
    const path = file('many.jsonl', many.flat().join('\n'));
    const [first] = summaryOf(path, '--pages', '25');
    expect(first.population).toBeGreaterThan(60);
    expect(first.population).toBeLessThan(140);
    expect(first).toMatchObject({ pages: first.population, requests: first.population });
    expect(summaryOf(path, '--pages', '25')).toEqual([first]);
    expect(digestBelow(25)).toBe('40000000');
  });

  test('examples for a person to judge, without queries', () => {
    const line = (url: string) => JSON.stringify({ url, type: 'script', page: 'https://one.test/?private=1' });
    const path = file(
      'c.jsonl',
      ['a', 'b', 'c', 'a'].map((name) => line(`https://sdk.acme.com/${name}.js?token=x`)).join('\n'),
    );
    const found = summaryOf(path, '--examples', '2');
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toMatch(/token|private/);
    expect(found[0]).toMatchObject({ vendor: 'acme', signature: 'host:sdk.acme.com', page: 'https://one.test/' });
  });

  test('the answer goes into the dossiers, and a vendor that is no longer found becomes 0', () => {
    const list = rulesFolder(dossier('acme'), dossier('other'));
    const path = file('d.jsonl', json.map((each) => JSON.stringify(each)).join('\n'));
    const written = rules([path, '--write', 'A log made for this test', '--date', '2026-01-02', '--dir', list]);
    expect(written).toMatchObject({ status: 0, stdout: 'prevalence written: acme\n' });
    const read = () => JSON.parse(readFileSync(join(list, 'vendors/acme.json'), 'utf8')).prevalence;
    expect(read()).toEqual({ date: '2026-01-02', source: 'A log made for this test', population: 3, count: 2 });
    const results = file('results.json', '[{"vendor":"other","pages":"7","population":"9000"}]');
    const back = rules([
      '--results',
      results,
      '--write',
      'HTTP Archive, desktop',
      '--date',
      '2026-02-01',
      '--dir',
      list,
    ]);
    expect(back.stdout).toBe('prevalence written: acme, other\n');
    expect(read()).toEqual({ date: '2026-02-01', source: 'HTTP Archive, desktop', population: 9000, count: 0 });
    expect(
      rules(['--results', results, '--write', 'HTTP Archive, desktop', '--date', '2026-02-01', '--dir', list]).stdout,
    ).toBe('no dossier changes\n');
  });

  test('a log in which nothing is found sets what was said before to 0', () => {
    const before = { date: '2026-01-02', source: 'A log made for this test', population: 3, count: 2 };
    const list = rulesFolder(dossier('acme', { prevalence: before }), dossier('other'));
    const path = file(
      'none.jsonl',
      JSON.stringify({ url: 'https://two.test/', type: 'image', page: 'https://two.test/' }),
    );
    const about = ['--write', 'A quiet log', '--date', '2026-02-01', '--dir', list];
    expect(rules([path, ...about])).toMatchObject({ status: 0, stdout: 'prevalence written: acme\n' });
    expect(JSON.parse(readFileSync(join(list, 'vendors/acme.json'), 'utf8')).prevalence).toEqual({
      date: '2026-02-01',
      source: 'A quiet log',
      population: 1,
      count: 0,
    });
    expect(rules([file('empty.jsonl', ''), ...about])).toMatchObject({ status: 2 });
    expect(rules(['--results', file('none.json', '[]'), ...about]).stderr).toContain('the results name no population');
  });

  test.each([
    [[], 'prevalence needs a log'],
    [['/no/such/log.jsonl'], 'there is nothing at /no/such/log.jsonl'],
    [[file('no.csv', 'a,b\n1,2\n')], 'has no column url'],
    [[file('no.jsonl', 'nonsense\n')], 'cannot be read'],
    [[file('no.txt', 'x')], 'can be read'],
    [['--engine', 'spark'], 'no engine "spark"'],
    [['--engine', 'bigquery'], 'needs --date'],
    [['--engine', 'bigquery', '--date', '2026-01-01', '--client', 'tv'], '--client is desktop or mobile'],
    [['--engine', 'bigquery', '--date', '2026-01-01', '--rank', '1.5'], '--rank is a whole number'],
    [['--engine', 'bigquery', '--date', '2026-01-01', '--blocks', '200'], '--blocks is a percentage'],
    [
      [
        '--results',
        file('r.json', '[{"vendor":"nobody","pages":1,"population":2}]'),
        '--write',
        'Somewhere',
        '--date',
        '2026-01-01',
      ],
      'the list has no nobody',
    ],
    [['--results', file('s.json', '{}'), '--write', 'Somewhere', '--date', '2026-01-01'], 'no JSON array'],
    [
      [
        '--results',
        file('t.json', '[{"vendor":"acme","pages":3,"population":2}]'),
        '--write',
        'Somewhere',
        '--date',
        '2026-01-01',
        '--dir',
        dir,
      ],
      'more than the population',
    ],
  ])('%j is refused in one line', (args, message) => {
    const { status, stderr } = rules([...args, '--dir', dir]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('without DuckDB it says what to do', () => {
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { if (name === '@duckdb/node-api') throw new Error('not there'); return next(name, context); } });`;
    const { status, stderr } = rules(
      [file('e.jsonl', ''), '--dir', dir],
      ['--import', `data:text/javascript,${encodeURIComponent(hook)}`],
    );
    expect(stderr).toContain('DuckDB is not installed');
    expect(status).toBe(2);
  });
});
