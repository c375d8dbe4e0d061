/**
 * `npm run test:soak`: the scenarios in which time and chance play a part, again and again, in both browsers.
 * `-- --rounds 20 --browser firefox --only navigation`: how often, where, which of the files below. Fails when a round does.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const SCENARIOS = ['navigation', 'restart', 'ladder'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    browser: { type: 'string', multiple: true, default: ['chromium', 'firefox'] },
    only: { type: 'string', multiple: true, default: SCENARIOS },
  },
});
const rounds = Number(values.rounds);

function run(browser: string): { readonly ok: boolean; readonly output: string } {
  const files = values.only.map((name) => `tests/e2e/${name}.test.ts`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', `e2e-${browser}`, '--reporter=dot', ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

let failed = 0;
for (const browser of values.browser) {
  let green = 0;
  for (let round = 1; round <= rounds; round++) {
    const since = Date.now();
    const { ok, output } = run(browser);
    if (ok) green++;
    else console.log(output);
    console.log(
      `${browser} ${round}/${rounds}: ${ok ? 'green' : 'RED'} in ${((Date.now() - since) / 1000).toFixed(0)} s`,
    );
  }
  console.log(`${browser}: ${green} of ${rounds} rounds green (${values.only.join(', ')})`);
  failed += rounds - green;
}
process.exitCode = failed === 0 ? 0 : 1;
