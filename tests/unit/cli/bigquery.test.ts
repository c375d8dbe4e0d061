/** The text for BigQuery, read by a parser of its dialect, and held against the columns that HTTP Archive publishes. */
import { cstVisitor, parse } from 'sql-parser-cst';
import { describe, expect, test } from 'vitest';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { bigqueryText, CRAWL_TABLE, type CrawlLimits } from '../../../rules/cli/prevalence/bigquery.ts';
import { signatureRows } from '../../../rules/cli/prevalence/signatures.ts';
import { dossier } from '../../support/fixtures.ts';

/** HTTPArchive/dataform at 1174a25, includes/descriptions.js: the columns of `crawl.requests`. */
const COLUMNS = new Set(
  'date client page is_root_page root_page rank url is_main_document type index payload summary request_headers response_headers response_body'.split(
    ' ',
  ),
);
/** Functions of GoogleSQL that the query may use; DuckDB's own names would fail here. */
const FUNCTIONS = new Set(
  'CONCAT REGEXP_EXTRACT REGEXP_REPLACE REGEXP_CONTAINS COALESCE NULLIF SPLIT COUNT MIN MAX SUM STRPOS MD5 TO_HEX ROW_NUMBER'.split(
    ' ',
  ),
);

const LIMITS: CrawlLimits = { date: '2026-10-01', client: 'desktop', rootPages: true };
const rows = signatureRows(loadValidVendors());
const read = (sql: string) => parse(sql, { dialect: 'bigquery', includeRange: true });

const KINDS: readonly [string, CrawlLimits][] = [
  ['plain', LIMITS],
  ['with every limit', { ...LIMITS, client: 'mobile', rank: 10_000, rootPages: false, blocks: 0.01, pages: 5 }],
  ['for examples', { ...LIMITS, examples: 3 }],
];

describe.each(KINDS)('the query %s', (_, limits) => {
  const sql = bigqueryText(rows, limits);
  const tree = read(sql);

  test('is one statement of BigQuery, short enough for it', () => {
    expect(tree.statements.filter(({ type }) => type !== 'empty')).toHaveLength(1);
    expect(sql.length).toBeLessThan(1_000_000);
  });

  test('uses functions that BigQuery has', () => {
    const used = new Set<string>();
    cstVisitor({
      func_call: (node) => void used.add(sql.slice(...(node.name.range as [number, number])).toUpperCase()),
    })(tree);
    expect([...used].filter((name) => !FUNCTIONS.has(name))).toEqual([]);
    expect(used).toContain('REGEXP_CONTAINS');
  });

  test('reads the crawl table once, by columns that it has', () => {
    const from = sql.indexOf('requests AS (');
    const part = sql.slice(from, sql.indexOf('addresses AS (', from));
    expect(sql.split(CRAWL_TABLE)).toHaveLength(2);
    const names = new Set<string>();
    const inner = part.slice(part.indexOf('(') + 1, part.lastIndexOf(')'));
    cstVisitor({ identifier: (node) => void names.add(node.name) })(read(inner));
    for (const alias of [
      'id',
      'load',
      'visited',
      'STRING',
      'CONCAT',
      'TO_HEX',
      'MD5',
      CRAWL_TABLE,
      ...CRAWL_TABLE.split('.'),
    ]) {
      if (alias !== 'requests' || names.has(alias)) names.delete(alias);
    }
    expect([...names].filter((name) => !COLUMNS.has(name))).toEqual([]);
    expect([...names]).toEqual(expect.arrayContaining(['page', 'url', 'index', 'is_main_document', 'date', 'client']));
  });

  test('asks for the partition first, and says what it costs before it is paid', () => {
    expect(sql).toContain(`WHERE date = DATE '${limits.date}'\n    AND client = '${limits.client}'`);
    expect(sql).toContain('--dry_run');
    expect(sql.includes('TABLESAMPLE SYSTEM (0.01 PERCENT)')).toBe(limits.blocks !== undefined);
    expect(sql.includes('pages lose requests')).toBe(limits.blocks !== undefined);
    expect(sql.includes('AND rank <= 10000')).toBe(limits.rank !== undefined);
    expect(sql.includes('AND is_root_page')).toBe(limits.rootPages);
  });
});

test.each([
  ['a clause of DuckDB', (sql: string) => sql.replace('WHERE date', 'USING SAMPLE 1% WHERE date')],
  ['a slice of DuckDB', (sql: string) => sql.replace("SPLIT(a.path, '/')", "SPLIT(a.path, '/')[-1:]")],
  ['a cast of PostgreSQL', (sql: string) => sql.replace('CAST(`index` AS STRING)', '`index`::STRING')],
  ['a lost parenthesis', (sql: string) => sql.replace('UNION DISTINCT', ') UNION DISTINCT')],
])('the parser refuses %s', (_, spoil) => {
  const sql = bigqueryText(signatureRows([dossier('acme')]), LIMITS);
  expect(() => read(sql)).not.toThrow();
  expect(spoil(sql)).not.toBe(sql);
  expect(() => read(spoil(sql))).toThrow(/Syntax Error/);
});

test('texts are quoted, whatever is in them', () => {
  const odd = dossier('odd', { detect: { files: ["it's-a\\face.js"] } });
  const sql = bigqueryText(signatureRows([odd]), LIMITS);
  expect(sql).toContain("'file:it\\'s-a\\\\face.js'");
  expect(() => read(sql)).not.toThrow();
});

test('a list that has outgrown one query is refused', () => {
  const many = Array.from({ length: 8_000 }, (_, at) => ({ ...(rows[0] as (typeof rows)[number]), place: at }));
  expect(() => bigqueryText(many, LIMITS)).toThrow(RangeError);
});
