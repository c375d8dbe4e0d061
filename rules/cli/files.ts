/** Files that a person names: one, or all of a kind below a folder. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from './problem.ts';

export interface NamedFile {
  readonly file: string;
  /** Below the folder that was named. */
  readonly name: string;
}

/** In a stable order. Throws a UsageError when there is none. */
export function filesAt(path: string, kind: RegExp): NamedFile[] {
  if (!existsSync(path)) throw new UsageError(`there is nothing at ${path}`);
  if (!statSync(path).isDirectory()) return [{ file: path, name: basename(path) }];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => kind.test(name));
  if (names.length === 0) throw new UsageError(`there is no file to read below ${path}`);
  return names.sort().map((name) => ({ file: join(path, name), name }));
}
