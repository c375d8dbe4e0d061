/** `npm test`: every check in order, each step named, one line at the end that counts. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/find-browser.ts';

const ROOT = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'countergaze-reports-'));

interface Step {
  readonly name: string;
  /** An npm script, or projects of vitest's, which run side by side where a step names several. */
  readonly script?: string;
  readonly projects?: readonly string[];
}

const STEPS: readonly Step[] = [
  { name: 'rules check', script: 'check:rules' },
  { name: 'types and the fence of rules/core', script: 'check:types' },
  { name: 'lint, format and import fences', script: 'check:lint' },
  { name: 'build for Chromium', script: 'build:chromium' },
  { name: 'build for Firefox', script: 'build:firefox' },
  { name: 'size budgets', script: 'check:size' },
  { name: 'no error, warning or notice of Mozilla’s linter', script: 'check:addons' },
  { name: 'unit tests', projects: ['unit'] },
  { name: 'component tests', projects: ['components'] },
  // One after the other: side by side they take a third of the time off, and chance gets a part on two cores.
  { name: 'end to end in Chromium', projects: ['e2e-chromium'] },
  { name: 'end to end in Firefox', projects: ['e2e-firefox'] },
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

/** Runs one project; its lines go out as they come, or, beside another one, all at its end. */
async function runProject(project: string, live: boolean): Promise<Count> {
  const report = join(reports, `${project}.json`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', '--project', project, ...reporters], {
    cwd: ROOT,
    stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const status = await new Promise((resolve) => child.once('close', resolve));
  process.stdout.write(Buffer.concat(output));
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

function sum(counts: readonly Count[]): Count {
  const of = (what: keyof Count) => counts.reduce((all, count) => all + count[what], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
let total: Count = { passed: 0, failed: 0, skipped: 0 };

for (const name of ['chromium', 'firefox'] as const) console.log(`${name}: ${await findBrowser(name)}`);
for (const [at, { name, script, projects = [] }] of STEPS.entries()) {
  const since = Date.now();
  console.log(`\n[${at + 1}/${STEPS.length}] ${name}`);
  const counts = await Promise.all(projects.map((project, number) => runProject(project, number === 0)));
  const count = script === undefined ? sum(counts) : runScript(script);
  console.log(`[${at + 1}/${STEPS.length}] ${name}: ${count.failed === 0 ? 'ok' : 'FAILED'} in ${seconds(since)}`);
  total = sum([total, count]);
}
rmSync(reports, { recursive: true, force: true });
console.log(`\nall steps in ${seconds(started)}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
