/** What DuckDB and BigQuery write differently. Both use RE2, so regular expressions are shared. */
import type { SignatureRow } from './signatures.ts';

export interface Dialect {
  readonly name: 'duckdb' | 'bigquery';
  text(value: string): string;
  /** The first group; NULL when the pattern does not match. */
  extract(text: string, pattern: string): string;
  /** `pattern` is SQL too: a literal or a column. */
  matches(text: string, pattern: string): string;
  split(text: string, separator: string): string;
  /** An item of FROM: each element of an array, under this name. */
  each(array: string, name: string): string;
  /** A hexadecimal digest: the same in both, so that both sample the same pages. */
  digest(text: string): string;
  /** A query for the table of signatures. */
  signatures(rows: readonly SignatureRow[]): string;
}

const COLUMNS = [
  ['place', 'INT64'],
  ['vendor', 'STRING'],
  ['signature', 'STRING'],
  ['stage', 'STRING'],
  ['weak', 'BOOL'],
  ['host', 'STRING'],
  ['segment', 'STRING'],
  ['exact', 'BOOL'],
  ['path', 'STRING'],
  ['part', 'STRING'],
  ['visited', 'BOOL'],
  ['requested', 'BOOL'],
] as const satisfies readonly (readonly [keyof SignatureRow, string])[];

function values(rows: readonly SignatureRow[], text: (value: string) => string): string {
  const cell = (value: string | number | boolean | null) =>
    value === null ? 'NULL' : typeof value === 'string' ? text(value) : String(value).toUpperCase();
  return rows.map((row) => `  (${COLUMNS.map(([name]) => cell(row[name])).join(', ')})`).join(',\n');
}

export const DUCKDB: Dialect = {
  name: 'duckdb',
  text: (value) => `'${value.replaceAll("'", "''")}'`,
  extract: (text, pattern) => `nullif(regexp_extract(${text}, ${DUCKDB.text(pattern)}, 1), '')`,
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,
  split: (text, separator) => `string_split(${text}, '${separator}')`,
  each: (array, name) => `unnest(${array}) AS each_${name}(${name})`,
  digest: (text) => `md5(${text})`,
  signatures: (rows) =>
    // Typed, since a column may hold nothing but NULL.
    `SELECT ${COLUMNS.map(([name, type]) => `CAST(${name} AS ${type === 'INT64' ? 'BIGINT' : type}) AS ${name}`).join(', ')}
FROM (VALUES\n${values(rows, DUCKDB.text)}\n) AS row(${COLUMNS.map(([name]) => name).join(', ')})`,
};

export const BIGQUERY: Dialect = {
  name: 'bigquery',
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  extract: (text, pattern) => `REGEXP_EXTRACT(${text}, ${BIGQUERY.text(pattern)})`,
  matches: (text, pattern) => `REGEXP_CONTAINS(${text}, ${pattern})`,
  split: (text, separator) => `SPLIT(${text}, '${separator}')`,
  each: (array, name) => `UNNEST(${array}) AS ${name}`,
  digest: (text) => `TO_HEX(MD5(${text}))`,
  signatures: (rows) =>
    `SELECT * FROM UNNEST(ARRAY<STRUCT<${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')}>>[\n${values(rows, BIGQUERY.text)}\n])`,
};
