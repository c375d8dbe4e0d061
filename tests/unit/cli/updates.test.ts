/** `rules keygen`, `sign` and `verify`, as a maintainer meets them; and whose keys a release takes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../../../package.json' with { type: 'json' };
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { refuseTrial, updateSource } from '../../../rules/cli/update-source.ts';
import KEYS from '../../keys/public.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'countergaze-signing-'));
const path = (name: string) => join(folder, name);
function rules(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(RULES_DIR, 'cli/main.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr };
}
const origin = ['--commit', 'a'.repeat(40), '--made', '2026-11-26T00:00:00.000Z'];

test('a key is made, signs the built list, and is recognised; another is not', () => {
  const own = rules('keygen', '--out', path('own.pem'));
  const other = rules('keygen', '--out', path('other.pem'));
  expect([own.status, other.status]).toEqual([0, 0]);
  expect(statSync(path('own.pem')).mode & 0o077).toBe(0);
  expect(rules('keygen', '--out', path('own.pem'))).toMatchObject({ status: 2 });

  expect(rules('build', '--out', path('built')).status).toBe(0);
  const signing = rules(
    'sign',
    '--from',
    path('built'),
    '--key',
    path('own.pem'),
    '--serial',
    '7',
    '--out',
    path('7.txt'),
    ...origin,
  );
  expect(signing).toMatchObject({ status: 0 });
  expect(signing.stdout).toMatch(/update 7, list of \d{4}-\d\d-\d\d, \d+ vendors, commit a{40}, \d+ bytes$/);

  expect(rules('verify', path('7.txt'), '--key', own.stdout)).toMatchObject({ status: 0 });
  expect(rules('verify', path('7.txt'), '--key', other.stdout, '--key', own.stdout)).toMatchObject({ status: 0 });
  const refused = rules('verify', path('7.txt'), '--key', other.stdout);
  expect(refused).toMatchObject({ status: 1 });
  expect(refused.stderr).toContain('none of the keys has signed');

  writeFileSync(path('cut.txt'), readFileSync(path('7.txt')).subarray(0, 1_000));
  expect(rules('verify', path('cut.txt'), '--key', own.stdout)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('no whole update'),
  });
  for (const wrong of [
    [path('none.txt'), '--key', own.stdout],
    [path('7.txt'), '--key', own.stdout, '--key', 'nonsense'],
  ]) {
    const { status, stderr } = rules('verify', ...wrong);
    expect([status, stderr]).toEqual([2, expect.not.stringContaining('refused')]);
  }
});

test.each([
  [['sign', '--serial', '1'], '--key FILE'],
  [['sign', '--key', 'x', '--out', 'y', '--serial', 'x'], '--serial N'],
  [['verify', 'x'], '--key PUBLIC'],
  [['keygen'], '--out FILE'],
])('%j is refused in words', (args, words) => {
  const { status, stderr } = rules(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});

describe('a build', () => {
  const none = { rulesUpdate: '', publicKeys: [] };
  const address = 'https://rules.example/update.txt';
  const env = { COUNTERGAZE_RULES_UPDATE: address, COUNTERGAZE_PUBLIC_KEYS: `${KEYS.one},${KEYS.two}` };
  const testKeys = Object.values(KEYS);

  test('of this repository names no test key', () => {
    expect(() => updateSource(project.countergaze, {}, testKeys)).not.toThrow();
  });

  test('with keys from the environment is never released', () => {
    const trial = updateSource(none, env, testKeys);
    expect(trial).toEqual({ address, keys: [KEYS.one, KEYS.two], isTrial: true });
    expect(() => refuseTrial(trial)).toThrow('a release takes its keys from package.json');
    expect(() => refuseTrial(updateSource(none, {}, testKeys))).not.toThrow();
  });

  test.each([
    ['a test key', { rulesUpdate: address, publicKeys: [KEYS.three, KEYS.one] }, 'a key of tests/keys'],
    ['one key alone', { rulesUpdate: address, publicKeys: [KEYS.three] }, 'holds one key'],
    ['what is no key', { rulesUpdate: address, publicKeys: ['x', 'y'] }, 'no public key'],
    ['an address without TLS', { rulesUpdate: 'http://rules.example/u.txt', publicKeys: [] }, 'https:// address'],
    [
      'an address that says more to the policy',
      { rulesUpdate: `${address}; script-src *`, publicKeys: [] },
      'https:// address',
    ],
    ['a host without a file', { rulesUpdate: 'https://rules.example/', publicKeys: [] }, 'https:// address'],
  ])('with %s fails', (what, declared, says) => {
    expect(() => updateSource(declared, {}, what === 'a test key' ? testKeys : [])).toThrow(says);
  });
});
