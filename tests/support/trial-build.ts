/** A build with updates on: the local world's address and test keys in place of what package.json says. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import KEYS from '../keys/public.json' with { type: 'json' };
import type { BrowserName } from './find-browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const UPDATE_ADDRESS = 'https://rules.example/countergaze/update.txt';

/** Builds it beside the ordinary one; returns its folder. The keys are the first two: the third is a stranger's. */
export function buildTrial(browser: BrowserName): string {
  const target = browser === 'chromium' ? 'chrome' : 'firefox';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', '-b', target, '--mv3'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        COUNTERGAZE_RULES_UPDATE: UPDATE_ADDRESS,
        COUNTERGAZE_PUBLIC_KEYS: `${KEYS.one},${KEYS.two}`,
      },
    },
  );
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
  return join(ROOT, '.output', `${target}-updates`);
}
