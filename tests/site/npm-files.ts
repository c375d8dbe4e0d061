/** Real SDK files out of npm packages, by the address under which a site would serve them. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.cjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.png': 'image/png',
};

export interface Served {
  readonly body: Buffer | string;
  readonly type: string;
  /** 200 when not given. */
  readonly status?: number;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Media type for a file name. */
export function typeOf(name: string): string {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}

/** A file below `folder` of an npm package; null when the package has no such file. */
export function npmFile(folder: string, file: string): Served | null {
  const path = normalize(join(MODULES, folder, file));
  if (!path.startsWith(join(MODULES, folder)) || !existsSync(path) || !statSync(path).isFile()) return null;
  return { body: readFileSync(path), type: typeOf(path) };
}
