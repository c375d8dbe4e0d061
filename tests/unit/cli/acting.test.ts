/** Authorities and the campaign's history: what is wrong is named; what goes stale is warned of, and fails nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../rules/cli/check.ts';
import { EEA } from '../../../rules/cli/check-acting.ts';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { showProblem } from '../../../rules/cli/problem.ts';
import type { Action } from '../../../rules/core/schema.ts';
import type { Authority, Campaign } from '../../../rules/core/schema-acting.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

/** A rules folder in which one file has been changed. */
function changed<T>(file: string, change: (value: T) => void): string {
  const dir = rulesFolder(dossier('acme'));
  const path = join(dir, file);
  const value = JSON.parse(readFileSync(path, 'utf8')) as T;
  change(value);
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  return dir;
}
const problemsOf = (dir: string) => check(dir).problems.map(showProblem);
const warningsOf = (dir: string, at: string, file: string) =>
  check(dir, undefined, Date.parse(at))
    .warnings.filter((warning) => warning.file.endsWith(file))
    .map(({ field, message }) => `${field}: ${message}`);

test('every country of the EEA has its authority, with a website and a source; Germany one for each Land', () => {
  const { list } = check();
  const authorities = list.authorities.map(({ value }) => value);
  expect(authorities.map(({ country }) => country).sort()).toEqual([...EEA].sort());
  expect(EEA.size).toBe(30);
  expect(authorities.find(({ country }) => country === 'DE')?.regions).toHaveLength(16);
  // Whoever takes only signed complaints is never offered as an address for plain e-mail.
  expect(authorities.filter(({ signed, email }) => signed && email !== undefined)).toEqual([]);
});

test('a country without an authority, and one outside the EEA, are named', () => {
  const missing = rulesFolder(dossier('acme'));
  rmSync(join(missing, 'authorities/fr.json'));
  expect(problemsOf(missing)).toEqual([
    'rules/authorities/fr.json: is missing or unreadable. Every EEA country needs one.',
  ]);
  const foreign = rulesFolder(dossier('acme'));
  const french = JSON.parse(readFileSync(join(foreign, 'authorities/fr.json'), 'utf8')) as Authority;
  writeFileSync(
    join(foreign, 'authorities/ch.json'),
    `${JSON.stringify({ ...french, id: 'ch', country: 'CH' }, null, 2)}\n`,
  );
  expect(problemsOf(foreign)).toEqual([expect.stringContaining('CH is not in the European Economic Area')]);
});

test('an authority must be of the country that its file names', () => {
  const dir = changed<Authority>('authorities/fr.json', (value) => {
    value.country = 'DE';
  });
  expect(problemsOf(dir).join('\n')).toContain('rules/authorities/fr.json › country: must be that of the id');
});

test('a point of the history without its source, a source without a point, and an open initiative are named', () => {
  const lost = changed<Campaign>('campaign.json', ({ sources }) => sources.splice(0, 1));
  expect(problemsOf(lost).join('\n')).toMatch(/chapters\.0\.points\.0\.sources: https:\S+ is not among sources/);
  const idle = changed<Campaign>('campaign.json', ({ sources }) => {
    sources.push({ ref: 'https://idle.example/', says: 'Says something.', how: 'live', seen: '2026-01-01' });
  });
  expect(problemsOf(idle).join('\n')).toContain('no point leans on https://idle.example/');
  const open = changed<Action>('actions/eci-2021-000001.json', (value) => {
    value.link = { en: 'https://sign.example/' };
  });
  expect(problemsOf(open).join('\n')).toContain('there is no action eci-2021-000001 without a link');
});

test('no source of the history, and no text of it, is a page for signing', () => {
  const campaign = readFileSync(join(RULES_DIR, 'campaign.json'), 'utf8');
  expect(campaign).not.toMatch(/sign\.reclaimyourface|action\.privacyinternational|citizens-initiative\.europa\.eu/);
});

test('a review or a count from the future is named, whatever the day that is asked about', () => {
  const dir = changed<Action>('actions/eci-2021-000001.json', (value) => {
    Object.assign(value, { reviewed: '2092-01-01', reviewBy: '2093-01-01' });
    Object.assign(value.count ?? {}, { date: '2091-01-01' });
  });
  expect(check(dir, undefined, Date.parse('2099-01-01')).problems.map(({ field }) => field)).toEqual([
    'reviewed',
    'count.date',
  ]);
});

test('the day an action closes is warned of for thirty days, then no more', () => {
  const dir = changed<Action>('actions/edri-guide.json', (value) => {
    Object.assign(value, { opens: '2026-11-01T00:00:00Z', closes: '2027-01-31T12:00:00Z' });
  });
  const closing = (at: string) => warningsOf(dir, at, 'edri-guide.json').filter((each) => each.startsWith('closes'));
  expect(closing('2027-01-01T11:00:00Z')).toEqual([]);
  expect(closing('2027-01-01T13:00:00Z')).toEqual(['closes: closes in 29 day(s), on 2027-01-31']);
  expect(closing('2027-01-31T11:00:00Z')).toEqual(['closes: closes in 0 day(s), on 2027-01-31']);
  expect(closing('2027-02-01T00:00:00Z')).toEqual([]);
});

test('a review is warned of when it is near, and when it has passed', () => {
  const dir = rulesFolder(dossier('acme'));
  const due = (at: string, file: string) => warningsOf(dir, at, file).filter((each) => each.startsWith('reviewBy'));
  expect(due('2027-10-24', 'edri-guide.json')).toEqual([]);
  expect(due('2027-10-25', 'edri-guide.json')).toEqual(['reviewBy: is due on 2027-11-23']);
  expect(due('2027-11-23T12:00Z', 'edri-guide.json')).toEqual(['reviewBy: is due on 2027-11-23']);
  expect(due('2027-11-24T00:01Z', 'edri-guide.json')).toEqual(['reviewBy: is overdue since 2027-11-23']);
  expect(due('2027-11-25', 'edri-guide.json')).toEqual(['reviewBy: is overdue since 2027-11-23']);
  expect(due('2027-10-28', 'authorities/at.json')).toEqual(['reviewBy: is due on 2027-11-26']);
  expect(due('2027-05-01', 'campaign.json')).toEqual(['reviewBy: is due on 2027-05-26']);
});

test('a link last seen more than 180 days ago is warned of; another source of the file does not save it', () => {
  const dir = changed<Action>('actions/edri-guide.json', ({ sources }) => {
    sources.push({ ref: 'https://other.example/', says: 'Something else.', how: 'live', seen: '2026-11-23' });
    (sources[0] as { seen: string }).seen = '2026-03-01';
  });
  const old = (at: string) => warningsOf(dir, at, 'edri-guide.json').filter((each) => each.startsWith('sources'));
  expect(old('2026-08-28')).toEqual([]);
  expect(old('2026-08-29')).toEqual([expect.stringMatching(/was last seen 181 days ago, on 2026-03-01$/)]);
});

test('warnings are printed and fail nothing; a wrong day is a wrong call', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(RULES_DIR, 'cli/main.ts'), 'check', ...args], { encoding: 'utf8' });
  const dir = rulesFolder(dossier('acme'));
  const late = run('--dir', dir, '--at', '2028-06-01');
  expect(late.status).toBe(0);
  expect(late.stderr).toContain('warning: rules/campaign.json › reviewBy: is overdue since 2027-05-26.');
  expect(late.stdout).toMatch(/^ok: 1 vendors, 5 actions, 30 authorities, \d+ warning\(s\) in /);
  const soon = run('--dir', dir, '--at', '2026-11-27');
  expect(soon).toMatchObject({ status: 0, stderr: '' });
  expect(run('--dir', dir, '--at', 'someday')).toMatchObject({ status: 2, stdout: '' });
});

test('actions prints an offer; a wrong language, country or day is a wrong call', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(RULES_DIR, 'cli/main.ts'), 'actions', ...args], { encoding: 'utf8' });
  const dir = rulesFolder(dossier('acme'));
  const { stdout, status } = run('--dir', dir, '--at', '2021-06-01', '--lang', 'fr', '--country', 'FR');
  expect(status).toBe(0);
  expect(stdout).toContain('judged on 2026-01-01, the date of the list: a clock set back revives nothing');
  expect(stdout).toContain('lead: dpa-complaint (always)\n  Saisir votre autorité');
  expect(stdout).toContain('other: lqdn-mayor-letter (always)');
  expect(stdout).toContain('history: eci-2021-000001 (closed)');
  expect(stdout).not.toMatch(/\(open\)|Signer/);
  for (const wrong of [
    ['--lang', '../x'],
    ['--country', 'France'],
    ['--at', 'x'],
    ['--at', '2026-02-31'],
    ['--at', '2026-02-31T10:00:00Z'],
  ])
    expect(run('--dir', dir, ...wrong)).toMatchObject({ status: 2, stdout: '' });
});
