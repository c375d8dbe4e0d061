/** Builds the extension for one browser, as a release would. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { BrowserName } from './find-browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Runs an npm script of this repository. Its output is shown only when it fails. */
export function npmRun(script: string): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', script], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm run ${script} failed:\n${stdout}${stderr}`);
}

export function buildFor(browser: BrowserName): void {
  npmRun(`build:${browser}`);
}
