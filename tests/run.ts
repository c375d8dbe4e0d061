/** `npm test`: every check in order, each step named, one line at the end that counts. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
  /** What failed, said again at the end: a log that is cut keeps its last lines. */
  readonly failures: readonly string[];
}

const NODE = { cwd: ROOT, stdio: 'inherit' } as const;

const oneFailure = (line: string): Count => ({ passed: 0, failed: 1, skipped: 0, failures: [line] });

function runScript(script: string): Count {
  const { status } = spawnSync('npm', ['run', '-s', script], { ...NODE, shell: process.platform === 'win32' });
  if (status === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return oneFailure(`npm run -s ${script}: exit code ${status}`);
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
    const told: Report = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = told;
    // A file that fails before its first test counts as one failure.
    const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || status !== 0 ? 1 : 0);
    const failures = failuresOf(project, told);
    if (failed > 0 && failures.length === 0) failures.push(`${project}: exit code ${status}, no test failed`);
    return { passed: numPassedTests, failed, skipped: numPendingTests, failures };
  } catch {
    return oneFailure(`${project}: exit code ${status}, no report`);
  }
}

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** A line for each failed test, and for each file that failed before or after its tests. */
function failuresOf(project: string, { testResults }: Report): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = `${project}: ${relative(ROOT, name)}`;
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${file}: ${message || 'failed before or after its tests'}`];
      return failed.map(
        ({ fullName, failureMessages }) => `${file}: ${fullName}\n${(failureMessages ?? []).join('\n')}`,
      );
    });
}

function sum(counts: readonly Count[]): Count {
  const of = (what: 'passed' | 'failed' | 'skipped') => counts.reduce((all, count) => all + count[what], 0);
  const failures = counts.flatMap((count) => count.failures);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped'), failures };
}

const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
let total: Count = sum([]);

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
for (const failure of total.failures) console.log(`\nFAILED ${failure}`);
console.log(`\nall steps in ${seconds(started)}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
