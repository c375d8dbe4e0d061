/** The CLI as an outside tool meets it: a process, its streams and its exit code. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

function rules(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(RULES_DIR, 'cli/main.ts'), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

const dir = rulesFolder(
  dossier('acme', {
    detect: { sites: ['acme.com'], hosts: ['sdk.acme.com'], weak: { files: ['acme-face.js'] } },
    sources: [
      {
        ref: 'https://docs.acme.com/',
        says: 'Names them all.',
        shows: ['file:acme-face.js', 'host:sdk.acme.com', 'site:acme.com'],
        how: 'live',
        seen: '2026-01-01',
      },
    ],
  }),
);
const line = (url: string, type = 'script') => JSON.stringify({ url, type, page: 'https://shop.example/' });
const parse = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each));

test('match answers line by line, and goes on after a bad one', () => {
  const input = [
    line('https://sdk.acme.com/a.js'),
    'nonsense',
    line('https://www.acme.com/', 'main_frame'),
    '{"url":"https://a.b/","type":"script"}',
    line('data:text/plain,x'),
    '[]',
    line('https://shop.example/acme-face.js'),
  ].join('\n');
  const { status, stdout } = rules(['match', '--dir', dir], `${input}\n`);
  expect(status).toBe(1);
  expect(parse(stdout)).toEqual([
    {
      url: 'https://sdk.acme.com/a.js',
      type: 'script',
      page: 'https://shop.example/',
      detections: [
        {
          vendor: 'acme',
          purpose: 'face-analysis',
          modalities: ['face'],
          stage: 'loaded',
          signature: 'host:sdk.acme.com',
        },
      ],
    },
    { error: expect.stringContaining('not valid JSON'), line: 2 },
    expect.objectContaining({ detections: [expect.objectContaining({ stage: 'listed', signature: 'site:acme.com' })] }),
    { error: '"page" is missing or not a string', line: 4 },
    expect.objectContaining({ url: 'data:text/plain,x', detections: [] }),
    { error: '"url" is missing or not a string', line: 6 },
    expect.objectContaining({ detections: [] }),
  ]);
});

test('match --weak reports weak signatures; good input exits with 0', () => {
  const { status, stdout } = rules(['match', '--weak', '--dir', dir], line('https://shop.example/acme-face.js'));
  expect(status).toBe(0);
  expect(parse(stdout)[0].detections).toEqual([expect.objectContaining({ signature: 'file:acme-face.js' })]);
});

test('explain names vendor, signature and source, and what came close', () => {
  const hit = rules(['explain', 'https://sdk.acme.com/a.js', '--type', 'script', '--dir', dir]);
  expect(hit.stdout).toContain('acme: loaded, by host:sdk.acme.com');
  expect(hit.stdout).toContain('source: https://docs.acme.com/');
  const miss = rules(['explain', 'https://www.acme.com/x.js', '--page', 'https://shop.example/', '--dir', dir]);
  expect(miss.stdout).toContain('nothing on the list');
  expect(miss.stdout).toContain('not by site:acme.com: a site counts only when it is the visited page');
  const alike = rules(['explain', 'https://mysdk.acme.com/', '--dir', dir]);
  expect(alike.stdout).toContain('not at a label boundary');
});

test('explain tells a visit to a host of everybody’s from a path that does not fit', () => {
  const file = 'https://cdn.jsdelivr.net/npm/face-api.js@0.22.2/dist/face-api.min.js';
  const { stdout } = rules(['explain', file]);
  expect(stdout).toMatch(/face-api-js: not by hostPath:\S+face-api\.js\S*: the host carries everybody’s files/);
  expect(stdout).toMatch(/: the host fits, the path does not begin with \//);
  expect(rules(['explain', 'https://shop.example/acme-face.js', '--dir', dir]).stdout).toContain(
    'not by file:acme-face.js: a visited address loads nothing by its name',
  );
});

test('new writes a file once', () => {
  const fresh = rulesFolder();
  expect(rules(['new', 'fresh', '--host', 'sdk.fresh.com', '--dir', fresh]).status).toBe(0);
  expect(existsSync(join(fresh, 'vendors/fresh.json'))).toBe(true);
  expect(rules(['check', 'fresh', '--dir', fresh])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('fresh.json › name'),
  });
  expect(rules(['new', 'fresh', '--dir', fresh])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('exists already'),
  });
});

test.each([
  [['bogus'], 'no command "bogus"'],
  [['explain'], 'explain needs a URL'],
  [['explain', 'nonsense'], 'is not an http(s) or ws(s) URL'],
  [['new', 'Not An Id'], 'new needs an id'],
  [['check', 'biocatchh'], 'the list has no biocatchh'],
  [['check', '--what'], "Unknown option '--what'"],
])('%j is refused in one line', (args, message) => {
  const { status, stderr } = rules(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('the table of commands in the README is what there is', () => {
  const [tool = ''] = readFileSync(join(RULES_DIR, 'README.md'), 'utf8').split('### The contract');
  const told = [...tool.matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name);
  const there = [...rules(['help']).stdout.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
  expect(there).toContain('check');
  expect(told.sort()).toEqual(there.sort());
});

test('check exits with 1 on a problem', () => {
  const broken = rulesFolder(dossier('acme', { reviewBy: '2025-01-01' }));
  expect(rules(['check', '--dir', broken])).toMatchObject({ status: 1, stderr: expect.stringContaining('reviewBy') });
});

test('corpus: nothing on the kept traffic, or on what is given, is unjudged', () => {
  const { status, stdout } = rules(['corpus']);
  expect(stdout).toContain('every match is judged true');
  expect(status).toBe(0);
});

test('diff against the last commit says how ordinary traffic fares', () => {
  const { status, stdout } = rules(['diff', 'HEAD']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/on \d{5,} ordinary addresses/);
  expect(rules(['diff', 'no-such-ref'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no revision') });
});

test('export needs a format it knows', () => {
  expect(rules(['export', '--format', 'xls'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('abp, hosts, dnr, csv, json'),
  });
});
