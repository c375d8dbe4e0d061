/** `rules verify-evidence`, on files and as a process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { judgeEvidence, sha256 } from '../../../rules/cli/evidence.ts';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { type Evidence, sealEvidence, toEvidenceFile } from '../../../rules/core/index.ts';
import { bundle, SIGHTING } from '../../support/evidence.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'countergaze-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));
const dir = rulesFolder(dossier('acme'));

const made = await bundle();
const text = toEvidenceFile(made);
const bytes = (content: string) => new TextEncoder().encode(content);
/** The same, sealed anew by somebody who can: shape is all that stands against that. */
const resealed = async (change: object) =>
  toEvidenceFile(await sealEvidence({ ...made, ...change } as Evidence, sha256));

function verify(content: string | Uint8Array, ...args: string[]) {
  const file = join(folder, 'bundle.json');
  writeFileSync(file, content);
  const main = join(RULES_DIR, 'cli/main.ts');
  const run = spawnSync(process.execPath, [main, 'verify-evidence', file, '--dir', dir, ...args], { encoding: 'utf8' });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

describe('as a process', () => {
  test('what was made is verified, with what it says and what it is not', () => {
    const { status, stdout } = verify(text);
    expect(status).toBe(0);
    expect(stdout).toContain('bundle.json: verified\n');
    expect(stdout).toContain('made 2026-11-26T12:00:00.123+01:00 (Europe/Brussels) by Countergaze 0.1.0');
    expect(stdout).toContain('page https://shop.example/basket\n  acme: loaded. This page loads ACME’s code.\n');
    expect(stdout).toContain('on the list today: acme by host:sdk.acme.com\n');
    expect(stdout).toContain('This is not forensic proof');
  });

  test('one byte changed is refused, with both hashes', () => {
    const { status, stdout, stderr } = verify(text.replace('/basket', '/casket'));
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/REFUSED\n {2}its content was changed after it was made: SHA-256 is [0-9a-f]{64}, the file/);
    expect(stderr).toContain(made.sha256);
  });

  test('the same content in another form is refused, and said so', () => {
    const { status, stderr } = verify(JSON.stringify(made));
    expect(status).toBe(1);
    expect(stderr).toContain('its content is whole, but not the file');
  });

  test('a hash that was noted elsewhere tells a file that was sealed anew', async () => {
    expect(verify(text, '--sha256', made.sha256.toUpperCase()).status).toBe(0);
    const forged = await resealed({ page: 'https://other.example/' });
    expect(verify(forged).status).toBe(0);
    const { status, stderr } = verify(forged, '--sha256', made.sha256);
    expect(status).toBe(1);
    expect(stderr).toContain(`it is not the file whose hash was noted`);
  });

  test('a newer version and a file that is not there: cannot tell', async () => {
    const newer = verify(text.replace('"format": 1', '"format": 2'));
    expect([newer.status, newer.stderr]).toEqual([2, expect.stringContaining('format 2 is newer than this tool')]);
    const { status, stderr } = verify(text, 'second');
    expect([status, stderr]).toEqual([2, 'rules: verify-evidence needs one file\n']);
  });

  test('what left the list meanwhile is said, and does not refuse', async () => {
    const gone = await bundle([SIGHTING, { ...SIGHTING, signature: 'host:old.acme.com' }]);
    const { status, stdout } = verify(toEvidenceFile(gone));
    expect(status).toBe(0);
    expect(stdout).toContain('not on the list today: acme by host:old.acme.com\n');
  });

  test('a file cannot steer the terminal', async () => {
    const { status, stdout } = verify(await resealed({ page: 'https://a.example/\u001b[2J' }));
    expect(status).toBe(0);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('refusing', () => {
  test('any single byte, changed, dropped or doubled', async () => {
    const whole = bytes(text);
    for (let at = 0; at < whole.length; at++) {
      const changed = Uint8Array.from(whole);
      changed[at] = (changed[at] as number) ^ 1;
      const dropped = [...whole.slice(0, at), ...whole.slice(at + 1)];
      const doubled = [...whole.slice(0, at), whole[at] as number, ...whole.slice(at)];
      for (const file of [changed, Uint8Array.from(dropped), Uint8Array.from(doubled)]) {
        expect((await judgeEvidence(file)).verdict, `byte ${at}`).not.toBe('verified');
      }
    }
    expect((await judgeEvidence(whole)).verdict).toBe('verified');
  });

  test('a field said twice, of which a reader may see the other one', async () => {
    const twice = text.replace('"page": ', '"page": "https://other.example/",\n  "page": ');
    expect(await judgeEvidence(bytes(twice))).toMatchObject({ verdict: 'refused' });
  });

  test.each([
    ['an empty file', '', /no JSON/],
    ['a byte order mark', `\ufeff${text}`, /no JSON/],
    ['null', 'null', /no evidence bundle/],
    ['a ledger export', '{"countergaze":"ledger","format":1}', /no evidence bundle/],
    ['no format', '{"countergaze":"evidence"}', /kind/],
    ['format 0', text.replace('"format": 1', '"format": 0'), /format/],
  ])('%s', async (_, content, says) => {
    const judgement = await judgeEvidence(bytes(content));
    expect(judgement.verdict).toBe('refused');
    if (judgement.verdict === 'refused') expect(judgement.problems.join('\n')).toMatch(says);
  });

  test.each([
    ['without its statement', { statement: 'Proof.' }, /^statement:/],
    ['with a query in an address', { page: 'https://shop.example/?token=1' }, /^page: holds a query/],
    ['with a field of somebody’s own', { note: 'x' }, /note/],
    [
      'with a stage that does not exist',
      { findings: [{ ...firstFinding(), stage: 'scanned' }] },
      /^findings\.0\.stage/,
    ],
  ])('sealed anew %s', async (_, change, says) => {
    const judgement = await judgeEvidence(bytes(await resealed(change)));
    if (judgement.verdict !== 'refused') throw new Error(judgement.verdict);
    expect(judgement.problems.join('\n')).toMatch(says);
  });
});

function firstFinding() {
  return made.kind === 'page' ? made.findings[0] : undefined;
}
