/** `npm run check:addons`: Mozilla's own linter on the Firefox build; one error, warning or notice is one too many. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Remark {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const KINDS = ['errors', 'warnings', 'notices'] as const;
const ROOT = join(import.meta.dirname, '..');
const LINTER = join(ROOT, 'node_modules/addons-linter/bin/addons-linter');

const { stdout, stderr } = spawnSync(process.execPath, [LINTER, '--output', 'json', '.output/firefox'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (stdout === '') throw new Error(`the linter said nothing: ${stderr}`);
const report = JSON.parse(stdout) as Record<(typeof KINDS)[number], Remark[]>;
for (const kind of KINDS) {
  for (const { code, message, file = '', line = 0 } of report[kind])
    console.error(`${kind}: ${code} ${file}:${line} ${message}`);
}
console.log(`addons-linter: ${KINDS.map((kind) => `${report[kind].length} ${kind}`).join(', ')}`);
process.exitCode = KINDS.every((kind) => report[kind].length === 0) ? 0 : 1;
