/** What the repository takes from elsewhere, and what it gives out. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { changelogSection } from '../../../.ci/release/changes.ts';
import { instructions, shellOf } from '../../../.ci/release/packages.ts';
import { listTag } from '../../../.ci/release/plan.ts';
import { filesIn, unzip, zip } from '../../../.ci/release/zip.ts';
import project from '../../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

describe('what is taken in', () => {
  test('every dependency is named by its exact version and locked by its hash', () => {
    const ranges = Object.entries({ ...project.dependencies, ...project.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(ranges).toEqual([]);
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    const elsewhere = locked.filter(
      ([, { resolved = 'https://registry.npmjs.org/' }]) => !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  test('whether an install script may run has been decided for each package that has one', () => {
    const decided = Object.keys(project.allowScripts);
    const withScript = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/.*node_modules\//, ''));
    expect(withScript.filter((name) => !decided.includes(name))).toEqual([]);
    expect(Object.entries(project.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
  });

  const workflows = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);

  test.each([...workflows, '.ci/run', 'README.md', 'CONTRIBUTING.md'])('%s installs by npm ci alone', (file) => {
    expect(read(file)).not.toMatch(/npm (?:i|install|add|update)\b/);
  });

  test.each([...workflows, '.ci/run'])('%s runs no install script but the allowed one, whatever npm it has', (file) => {
    const lines = read(file)
      .split('\n')
      .filter((line) => !/^\s*#/.test(line));
    for (const line of lines.filter((each) => /npm ci\b/.test(each))) expect(line).toContain('npm ci --ignore-scripts');
    for (const line of lines.filter((each) => each.includes('npm rebuild')))
      expect(line).toMatch(/npm rebuild node(?: &&|$)/);
  });

  test.each(workflows)('%s names each action by its commit', (file) => {
    const used = [...read(file).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^\.\/|@[0-9a-f]{40}$/);
  });
});

describe('the signing key', () => {
  test('is in no step of the workflow that installs or builds', () => {
    const steps = read('.github/workflows/release.yml')
      .split(/^ {6}- /m)
      .slice(1);
    const withSecret = steps.filter((step) => step.includes('secrets.'));
    expect(withSecret).toHaveLength(1);
    expect(withSecret[0]).toMatch(/unset SIGNING_KEY\n.*npm run -s release -- \$LIST --sign/s);
    expect(withSecret[0]).not.toMatch(/npm ci/);
    const place = (text: string) => steps.findIndex((step) => step.includes(text));
    expect(place('npm ci')).toBeLessThan(place('npm run -s release -- $LIST\n'));
    expect(place('npm run -s release -- $LIST\n')).toBeLessThan(steps.indexOf(withSecret[0] as string));
  });

  test('is in no shell that builds', () => {
    const names = ['SIGNING_KEY', 'COUNTERGAZE_SIGNING_KEY', 'OLD_SIGNING_TOKEN'];
    for (const name of names) vi.stubEnv(name, 'a key');
    const shell = shellOf('UTC');
    vi.unstubAllEnvs();
    expect(names.filter((name) => name in shell)).toEqual([]);
    expect(shell).toMatchObject({ TZ: 'UTC', HOME: process.env.HOME });
  });
});

test.each([
  [[], [], 'list-2026-01-31'],
  [['list-2026-01-31'], ['list-2026-01-31'], 'list-2026-01-31'],
  [[], ['list-2026-01-30.4', 'list-2026-01-31'], 'list-2026-01-31.2'],
  [['v1.0.0', 'list-2026-01-31.2'], ['list-2026-01-31', 'list-2026-01-31.2'], 'list-2026-01-31.2'],
  [[], ['list-2026-01-31', 'list-2026-01-31.9', 'list-2026-01-31.10', 'list-2026-01-31.x'], 'list-2026-01-31.11'],
  [['list-2026-01-31.1'], ['list-2026-01-31.1'], 'list-2026-01-31'],
])('with the tags %j here and %j in all, a list is tagged %s', (here, all, tag) => {
  expect(listTag('2026-01-31', here, all)).toBe(tag);
});

describe('what is given out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-zip-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a zip follows from its content: not from times, order or time zone', () => {
    const fill = (name: string, paths: readonly string[], time: number) => {
      for (const path of paths) {
        const file = join(folder, name, path);
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, `content of ${path}`.repeat(50));
        utimesSync(file, time, time);
      }
      return join(folder, name);
    };
    const one = fill('one', ['a.js', 'deep/b.js'], 1e9);
    const two = fill('two/below', ['deep/b.js', 'a.js'], 2e9);
    const first = zip(filesIn(one));
    expect(Buffer.compare(first, zip(filesIn(two)))).toBe(0);
    expect(Object.keys(unzip(first))).toEqual(['a.js', 'deep/b.js']);
    const code = `import { filesIn, zip } from './.ci/release/zip.ts'; process.stdout.write(zip(filesIn(${JSON.stringify(one)})));`;
    const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: ROOT,
      env: { ...process.env, TZ: 'Pacific/Kiritimati' },
    });
    expect(Buffer.compare(first, elsewhere)).toBe(0);
    writeFileSync(join(one, 'a.js'), 'other');
    expect(Buffer.compare(first, zip(filesIn(one)))).not.toBe(0);
  });

  test('reviewers are told how to build, and the changelog is cut where a version ends', () => {
    expect(instructions(read('README.md'))).toEqual(['npm ci', 'npm run build']);
    const text = '# Changelog\n\n## Unreleased\n\n- new\n\n## 1.2.0 - 2026-01-01\n\n- old\n\n## 1.2.00\n\n- no\n';
    expect(changelogSection('1.2.0', text)).toEqual({ own: '- old', unreleased: '- new' });
    expect(changelogSection('1.3.0', text).own).toBeUndefined();
  });

  test('in a checkout the commit says the build’s day, in an archive a file does', () => {
    expect(read('.gitattributes')).toContain('.ci/source-date export-subst');
    expect(read('.ci/source-date')).toBe('$Format:%cI$\n');
    const archived = execFileSync('git', ['archive', '--format=zip', 'HEAD', '.ci/source-date'], { cwd: ROOT });
    const said = new TextDecoder().decode(unzip(archived)['.ci/source-date']);
    const committed = execFileSync('git', ['log', '-1', '--format=%cI'], { cwd: ROOT, encoding: 'utf8' });
    expect(said).toBe(committed);
  });
});
