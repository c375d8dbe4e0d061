/** The query over HTTP Archive's crawl of the whole web, as text for BigQuery: nothing is sent from here. */
import { BIGQUERY } from './dialect.ts';
import { addressesFrom, examples, findingsIn, summary } from './query.ts';
import type { SignatureRow } from './signatures.ts';

export interface CrawlLimits {
  /** ISO date of a monthly crawl: the table's partition, without which BigQuery refuses the query. */
  readonly date: string;
  readonly client: 'desktop' | 'mobile';
  /** Only sites up to this popularity rank (1,000, 5,000, 10,000, …). */
  readonly rank?: number;
  /** Front pages only. */
  readonly rootPages: boolean;
  /** Percent of the table's blocks to read: cheaper, but pages lose requests. */
  readonly blocks?: number;
  /** Percent of the pages, whole ones, chosen by a digest of their address: costs the same, loses nothing of a page. */
  readonly pages?: number;
  /** Instead of the summary: up to so many matched addresses a signature. */
  readonly examples?: number;
}

export const CRAWL_TABLE = 'httparchive.crawl.requests';
/** BigQuery limits the text of a query; beyond this the list would have to become a table there. */
const LONGEST_QUERY = 1_000_000;

/** The whole query. Throws a RangeError when the list has outgrown one query. */
export function bigqueryText(rows: readonly SignatureRow[], limits: CrawlLimits): string {
  const { text } = BIGQUERY;
  const tail = limits.examples === undefined ? summary(BIGQUERY) : examples(BIGQUERY, limits.examples);
  const query = `${noteOf(limits)}
WITH
signatures AS (
${BIGQUERY.signatures(rows)}
),
requests AS (
  SELECT
    CONCAT(page, ' ', CAST(\`index\` AS STRING)) AS id,
    page AS load, page, url, is_main_document AS visited
  FROM \`${CRAWL_TABLE}\`${limits.blocks === undefined ? '' : ` TABLESAMPLE SYSTEM (${limits.blocks} PERCENT)`}
  WHERE date = DATE ${text(limits.date)}
    AND client = ${text(limits.client)}${limits.rootPages ? '\n    AND is_root_page' : ''}${limits.rank === undefined ? '' : `\n    AND rank <= ${limits.rank}`}${limits.pages === undefined ? '' : `\n    AND ${BIGQUERY.digest('page')} < ${text(digestBelow(limits.pages))}`}
),
addresses AS (
  ${addressesFrom(BIGQUERY, 'requests')}
),
${findingsIn(BIGQUERY, rows)}
${tail}
`;
  if (query.length > LONGEST_QUERY)
    throw new RangeError(`the query has ${query.length} characters, more than the ${LONGEST_QUERY} that are safe`);
  return query;
}

/** The digest below which this percentage of all digests lies. */
export function digestBelow(percent: number): string {
  return Math.min(0xffffffff, Math.round((percent / 100) * 2 ** 32))
    .toString(16)
    .padStart(8, '0');
}

/** What it will cost, and how to know before paying. */
function noteOf({ blocks, pages }: CrawlLimits): string {
  return `-- BigQuery bills the bytes of the columns that are read: page, url, index, is_main_document and the filters.
-- Ask first what that is; this runs and costs nothing:
--   bq query --dry_run --use_legacy_sql=false < this-file.sql
-- and set an upper limit when you run it: --maximum_bytes_billed=N
-- A date limits the partitions that are read; client, is_root_page and rank limit the blocks within.${
    blocks === undefined
      ? ''
      : '\n-- Sampled by blocks of the table: pages lose requests, so counts of pages are too low, weak signatures most of all.'
  }${pages === undefined ? '' : `\n-- Sampled by pages: about ${pages} % of them, each whole.`}`;
}
