/** The query on this machine: DuckDB in this process, over files, with a bounded memory and a database on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { toObservation } from '../observe.ts';
import { UsageError } from '../problem.ts';
import { digestBelow } from './bigquery.ts';
import { DUCKDB } from './dialect.ts';
import { addressesFrom, findingsIn } from './query.ts';
import type { SignatureRow } from './signatures.ts';
import { type RequestRow, rowsOf, selectFrom, tableFor } from './source.ts';

export interface LocalOptions {
  /** What DuckDB may hold in memory; it writes the rest to disk. */
  readonly memory: string;
  readonly threads?: number;
  /** Percent of the pages, the same ones that BigQuery would choose. */
  readonly pages?: number;
}

/**
 * Addresses that the URL standard leaves as they are. Whatever else a log holds (capital letters in a host, `..`,
 * spaces, punycode, data: addresses) is parsed by Node before it is judged, so that no dialect of SQL has to know the standard.
 */
const PLAIN = '^(?:https?|wss?)://(?:[a-z0-9_-]+\\.)*[a-z][a-z0-9-]*(?::[0-9]{1,4})?(?:[/?#]|$)';
const PLAIN_PATH = '^[a-z]+://[^/?#]+(?:/(?:[!$-;=@-Z\\[\\]_a-z|~]*))?(?:[?#]|$)';
const DOTS = '(?i)/(?:\\.|%2e){1,2}(?:[/?#]|$)';

/** Begins the name of a load of one request, where a log does not say of which page. */
const ALONE = "'#'";

/** Loads DuckDB, which only this command needs. */
async function loadDuckDb() {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new UsageError(
      'DuckDB is not installed (it has no build for this platform, or optional packages were left out): npm install @duckdb/node-api, or use --engine bigquery',
    );
  }
}

/** A list and a log in one database, ready to be asked. */
export class LocalEngine {
  readonly #connection: DuckDBConnection;
  readonly #close: () => void;
  readonly #rows: readonly SignatureRow[];
  readonly #pages: number | undefined;

  private constructor(
    connection: DuckDBConnection,
    close: () => void,
    rows: readonly SignatureRow[],
    { pages }: LocalOptions,
  ) {
    this.#connection = connection;
    this.#close = close;
    this.#rows = rows;
    this.#pages = pages;
  }

  static async open(rows: readonly SignatureRow[], options: LocalOptions): Promise<LocalEngine> {
    const { DuckDBInstance } = await loadDuckDb();
    const folder = mkdtempSync(join(tmpdir(), 'countergaze-prevalence-'));
    const instance = await DuckDBInstance.create(join(folder, 'requests.duckdb'), {
      memory_limit: options.memory,
      temp_directory: join(folder, 'spilled'),
      preserve_insertion_order: 'false', // else it holds what comes early until the rest has come
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    const connection = await instance.connect();
    const close = () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    };
    await connection.run(`CREATE TABLE signatures AS ${DUCKDB.signatures(rows)}`);
    await connection.run('CREATE TABLE requests (id BIGINT, load VARCHAR, page VARCHAR, visited BOOLEAN, url VARCHAR)');
    return new LocalEngine(connection, close, rows, options);
  }

  close(): void {
    this.#close();
  }

  /** Adds the requests of a file. */
  async add(file: string): Promise<void> {
    const table = tableFor(file);
    if (table === null) return this.addRows(rowsOf(file));
    const columns = await this.ask(`DESCRIBE SELECT * FROM ${table.from}`, file);
    const select = selectFrom(
      table,
      columns.map(({ column_name }) => String(column_name)),
      file,
    );
    await this.ask(
      `INSERT INTO requests SELECT id, IF(page = '', ${ALONE} || id, page), page, visited, url
      FROM (SELECT (SELECT COUNT(*) FROM requests) + row_number() OVER () - 1 AS id, * FROM (${select}))`,
      file,
    );
  }

  /** Adds requests that come one by one. */
  async addRows(rows: AsyncIterable<RequestRow> | Iterable<RequestRow>): Promise<void> {
    let id = Number((await this.ask('SELECT COUNT(*) AS n FROM requests'))[0]?.n);
    const appender = await this.#connection.createAppender('requests');
    for await (const { url, load, page, visited } of rows) {
      appender.appendBigInt(BigInt(id));
      appender.appendVarchar(load === '' ? `#${id}` : load);
      appender.appendVarchar(page);
      appender.appendBoolean(visited);
      appender.appendVarchar(url);
      appender.endRow();
      id++;
    }
    appender.closeSync();
  }

  /** Splits every address, once all files are in; says how many requests there are, and how many name no page. */
  async prepare(): Promise<{ requests: number; alone: number }> {
    if (this.#pages !== undefined) {
      const digest = DUCKDB.digest("IF(page = '', load, page)"); // nameless pages would share one digest
      await this.ask(`DELETE FROM requests WHERE ${digest} >= ${DUCKDB.text(digestBelow(this.#pages))}`);
    }
    const plain = `${DUCKDB.matches('url', DUCKDB.text(PLAIN))} AND ${DUCKDB.matches('url', DUCKDB.text(PLAIN_PATH))} AND STRPOS(url, 'xn--') = 0 AND NOT ${DUCKDB.matches("split_part(split_part(url, '?', 1), '#', 1)", DUCKDB.text(DOTS))}`;
    await this.ask(`CREATE TABLE addresses AS ${addressesFrom(DUCKDB, 'requests')} WHERE ${plain}`);
    await this.ask(`CREATE TABLE odd AS SELECT * FROM requests WHERE NOT (${plain})`);
    await this.#parseOdd();
    const [counts] = await this.ask("SELECT COUNT(*) AS requests, COUNT(*) FILTER (page = '') AS alone FROM requests");
    return { requests: Number(counts?.requests), alone: Number(counts?.alone) };
  }

  /** How many page loads there are, found on or not. */
  async population(): Promise<number> {
    return Number((await this.ask('SELECT COUNT(DISTINCT load) AS loads FROM addresses'))[0]?.loads);
  }

  /** What the URL standard would change, or refuse, is left to Node's own parser. */
  async #parseOdd(): Promise<void> {
    const appender = await this.#connection.createAppender('addresses');
    for await (const { id, load, page, visited, url } of this.stream('SELECT id, load, page, visited, url FROM odd')) {
      const seen = toObservation(String(url), visited ? 'main_frame' : 'other');
      appender.appendBigInt(id as bigint);
      appender.appendVarchar(String(load));
      appender.appendVarchar(String(page));
      appender.appendBoolean(visited as boolean);
      if (seen === null) appender.appendNull();
      else appender.appendVarchar(seen.host);
      appender.appendVarchar(seen?.path ?? '/');
      appender.endRow();
    }
    appender.closeSync();
  }

  /** The rows of a query over `named` and `found`, whole. */
  async answer(tail: string): Promise<Record<string, DuckDBValue>[]> {
    return this.ask(`WITH ${findingsIn(DUCKDB, this.#rows)}\n${tail}`);
  }

  async ask(sql: string, about = ''): Promise<Record<string, DuckDBValue>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjects();
    } catch (error) {
      if (about === '') throw error;
      throw new UsageError(`${about} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
  }

  /** The same row by row, without holding the result. */
  async *stream(sql: string): AsyncGenerator<Record<string, DuckDBValue>> {
    const result = await this.#connection.stream(sql);
    const names = result.deduplicatedColumnNames();
    while (true) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const row of chunk.getRows()) yield Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]));
    }
  }
}
