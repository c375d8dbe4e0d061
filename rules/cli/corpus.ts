/** Ordinary requests: the kept corpus in tests, and others given by --corpus or COUNTERGAZE_CORPUS. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { UsageError } from './problem.ts';

export interface Request {
  readonly url: string;
  /** webRequest resource type. */
  readonly type: string;
}

export interface Corpus {
  readonly name: string;
  /** Kept in this repository: without queries, and not as pages asked for them. */
  readonly kept: boolean;
  readonly requests: readonly Request[];
}

const KEPT = join(import.meta.dirname, '..', '..', 'tests', 'corpus');
/** `x.requests.txt`: our own form; `x.jsonl`: JSON lines; both may be gzipped. */
const READABLE = /\.(?:requests\.txt|jsonl)(?:\.gz)?$/;

/** The corpora to run on: always the kept one, then what the flag and the environment name (folders or files). */
export function readCorpora(given: readonly string[] = []): Corpus[] {
  const named = process.env.COUNTERGAZE_CORPUS?.split(delimiter).filter((path) => path !== '') ?? [];
  return [KEPT, ...given, ...named].flatMap((path) =>
    filesOf(path).map((file) => ({ name: basename(file), kept: path === KEPT, requests: readRequests(file) })),
  );
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`there is no corpus at ${path}`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => READABLE.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** The requests of one such file. */
export function readRequests(file: string): Request[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return /\.txt(?:\.gz)?$/.test(file) ? lines.map(fromText) : lines.map(fromJson);
}

/** `type address` */
function fromText(line: string): Request {
  const space = line.indexOf(' ');
  return { type: line.slice(0, space), url: line.slice(space + 1) };
}

/** The lines of `rules match`, or the format of the Cliqz set: `{"frameUrl","url","cpt"}`. */
function fromJson(line: string): Request {
  const { url, type, cpt } = JSON.parse(line) as { url: string; type?: string; cpt?: string };
  return { url, type: type ?? cpt ?? 'other' };
}
