/** Request logs as a SELECT that DuckDB runs on its own: JSON lines, CSV, Parquet. HAR files and our own form come as rows. */
import { readRequests } from '../corpus.ts';
import { readHar } from '../har/read.ts';
import { UsageError } from '../problem.ts';
import { DUCKDB } from './dialect.ts';

/** One request, as `addresses.ts` wants it. */
export interface RequestRow {
  readonly url: string;
  readonly load: string;
  readonly page: string;
  readonly visited: boolean;
}

/** A source that DuckDB reads by itself; `columns` tells which of them a file has. */
export interface TableSource {
  readonly from: string;
}

const JSON_COLUMNS = "{url: 'VARCHAR', type: 'VARCHAR', cpt: 'VARCHAR', page: 'VARCHAR', frameUrl: 'VARCHAR'}";

/** How DuckDB reads a file; null for one that only we can read. */
export function tableFor(file: string): TableSource | null {
  const name = DUCKDB.text(file);
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/.test(file))
    return { from: `read_json(${name}, format = 'newline_delimited', columns = ${JSON_COLUMNS})` };
  if (/\.csv(?:\.gz)?$/.test(file)) return { from: `read_csv(${name}, header = true, all_varchar = true)` };
  if (/\.parquet$/.test(file)) return { from: `read_parquet(${name})` };
  return null;
}

/** Names under which request logs hold the same thing; the first that a file has is taken. */
const NAMES = {
  url: ['url', 'full_url', '_full_url'],
  type: ['type', 'cpt', 'resource_type', 'resourceType'],
  page: ['page', 'frameUrl', 'page_url'],
  visited: ['is_main_document'],
} as const;

/** The columns that a query needs, out of those that a file has. */
export function selectFrom(source: TableSource, columns: readonly string[], file: string): string {
  const have = (names: readonly string[]) => names.filter((name) => columns.includes(name)).map((name) => `"${name}"`);
  const one = (names: readonly string[]) => {
    const found = have(names);
    return found.length === 0 ? "''" : `COALESCE(${found.join(', ')}, '')`;
  };
  if (have(NAMES.url).length === 0)
    throw new UsageError(`${file} has no column url; it has ${columns.join(', ') || 'none'}`);
  const [main] = have(NAMES.visited);
  const visited = main === undefined ? `${one(NAMES.type)} = 'main_frame'` : `CAST(${main} AS BOOLEAN)`;
  return `SELECT ${one(NAMES.url)} AS url, ${one(NAMES.page)} AS page, ${visited} AS visited FROM ${source.from}`;
}

/** What `prevalence` reads. */
export const READABLE = /\.(?:har|jsonl|ndjson|csv|requests\.txt)(?:\.gz)?$|\.parquet$/;

/** The rows of what DuckDB cannot read. In a HAR file, a page that is loaded twice is two loads. */
export async function* rowsOf(file: string): AsyncGenerator<RequestRow> {
  if (/\.requests\.txt(?:\.gz)?$/.test(file)) {
    for (const { url, type } of readRequests(file)) yield { url, load: '', page: '', visited: type === 'main_frame' };
    return;
  }
  if (!/\.har(?:\.gz)?$/.test(file))
    throw new UsageError(`${file}: of these, only .har, .jsonl, .csv, .parquet and .requests.txt can be read`);
  for await (const { url, type, load, page } of readHar(file))
    yield { url, load: `${file} ${load}`, page, visited: type === 'main_frame' };
}
