/**
 * `npm run test:soak`: the scenarios in which time and chance play a part, again and again, in both browsers; then the
 * long forms of those that `npm test` runs in small.
 * `-- --rounds 20 --browser firefox --only navigation`: how often, where, which of the files below or `long`. Fails when
 * one does.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const SCENARIOS = ['navigation', 'restart', 'ladder'];
/** How much the long forms do: read by tests/support/scale.ts and tests/unit/fuzz/fuzz.ts. */
const LONG = {
  COUNTERGAZE_KILLS: '200',
  COUNTERGAZE_CRASHES: '100',
  COUNTERGAZE_REQUESTS: '100000',
  COUNTERGAZE_FRAMES: '10000',
  COUNTERGAZE_FUZZ: '10',
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    browser: { type: 'string', multiple: true, default: ['chromium', 'firefox'] },
    only: { type: 'string', multiple: true, default: [...SCENARIOS, 'long'] },
  },
});

/** Runs test files; what they printed is shown when one fails, or when `show` says so. */
function run(project: string, files: readonly string[], env: Record<string, string> = {}, show = false): boolean {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', project, '--retry=0', `--reporter=${show ? 'default' : 'dot'}`, ...files];
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { ...options, maxBuffer: 1 << 28 });
  if (show || status !== 0) console.log(`${stdout}${stderr}`);
  return status === 0;
}

let failed = 0;
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
const rounds = Number(values.rounds);
const repeated = values.only.filter((name) => name !== 'long');

for (const browser of repeated.length === 0 ? [] : values.browser) {
  let green = 0;
  for (let round = 1; round <= rounds; round++) {
    const since = Date.now();
    const ok = run(
      `e2e-${browser}`,
      repeated.map((name) => `tests/e2e/${name}.test.ts`),
    );
    if (ok) green++;
    console.log(`${browser} ${round}/${rounds}: ${ok ? 'green' : 'RED'} in ${seconds(since)}`);
  }
  console.log(`${browser}: ${green} of ${rounds} rounds green (${repeated.join(', ')})`);
  failed += rounds - green;
}

if (values.only.includes('long')) {
  const long = ['kills', 'faults', 'hostile'].map((name) => `tests/e2e/${name}.test.ts`);
  for (const project of ['unit', ...values.browser.map((browser) => `e2e-${browser}`)]) {
    const since = Date.now();
    const ok = run(project, project === 'unit' ? ['tests/unit/fuzz'] : long, LONG, true);
    if (!ok) failed++;
    console.log(`long forms, ${project}: ${ok ? 'green' : 'RED'} in ${seconds(since)}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
