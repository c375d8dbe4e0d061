/** The list as it stood at a git revision. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Vendor } from '../core/schema.ts';
import { RULES_DIR } from './load.ts';
import { UsageError } from './problem.ts';

/** The dossiers of a revision, such as `main` or a tag. */
export function vendorsAt(ref: string): Vendor[] {
  const git = (args: string[]) =>
    execFileSync('git', args, {
      cwd: join(RULES_DIR, '..'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let files: string[];
  try {
    files = git(['ls-tree', '-r', '--name-only', ref, '--', 'rules/vendors'])
      .split('\n')
      .filter((file) => file.endsWith('.json'));
  } catch {
    throw new UsageError(`git knows no revision "${ref}"`);
  }
  return files.map((file) => JSON.parse(git(['show', `${ref}:${file}`])) as Vendor);
}
