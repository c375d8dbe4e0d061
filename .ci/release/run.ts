/** Other programs, from this repository's root. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a program prints. Throws what it complains of when it fails. */
export function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr.trim() || `${command} ${args.join(' ')} failed`);
  return stdout;
}

/** The same; undefined when it fails. */
export function tryRun(command: string, args: readonly string[]): string | undefined {
  try {
    return run(command, args).trim();
  } catch {
    return undefined;
  }
}

/** One of `npm run -s rules -- …`. */
export function rules(args: readonly string[]): string {
  return run(process.execPath, ['rules/cli/main.ts', ...args]);
}
