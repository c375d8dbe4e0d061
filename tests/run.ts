/** `npm test`: every check in order, each step named, one line at the end that counts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/find-browser.ts';

const ROOT = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'countergaze-reports-'));

interface Step {
  readonly name: string;
  /** An npm script, or a project of vitest's. */
  readonly script?: string;
  readonly project?: string;
}

const STEPS: readonly Step[] = [
  { name: 'rules check', script: 'check:rules' },
  { name: 'types and the fence of rules/core', script: 'check:types' },
  { name: 'lint, format and import fences', script: 'check:lint' },
  { name: 'build for Chromium', script: 'build:chromium' },
  { name: 'build for Firefox', script: 'build:firefox' },
  { name: 'size budgets', script: 'check:size' },
  { name: 'no error, warning or notice of Mozilla’s linter', script: 'check:addons' },
  { name: 'unit tests', project: 'unit' },
  { name: 'component tests', project: 'components' },
  { name: 'end to end in Chromium', project: 'e2e-chromium' },
  { name: 'end to end in Firefox', project: 'e2e-firefox' },
];

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const NODE = { cwd: ROOT, stdio: 'inherit' } as const;

function runScript(script: string): Count {
  const { status } = spawnSync('npm', ['run', '-s', script], { ...NODE, shell: process.platform === 'win32' });
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function runProject(project: string): Count {
  const report = join(reports, `${project}.json`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [
    vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { status } = spawnSync(process.execPath, args, NODE);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that fails before its first test counts as one failure.
    const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || status !== 0 ? 1 : 0);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
let total: Count = { passed: 0, failed: 0, skipped: 0 };

for (const name of ['chromium', 'firefox'] as const) console.log(`${name}: ${await findBrowser(name)}`);
for (const [at, { name, script, project }] of STEPS.entries()) {
  const since = Date.now();
  console.log(`\n[${at + 1}/${STEPS.length}] ${name}`);
  const count = script === undefined ? runProject(project as string) : runScript(script);
  console.log(`[${at + 1}/${STEPS.length}] ${name}: ${count.failed === 0 ? 'ok' : 'FAILED'} in ${seconds(since)}`);
  total = {
    passed: total.passed + count.passed,
    failed: total.failed + count.failed,
    skipped: total.skipped + count.skipped,
  };
}
rmSync(reports, { recursive: true, force: true });
console.log(`\nall steps in ${seconds(started)}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
