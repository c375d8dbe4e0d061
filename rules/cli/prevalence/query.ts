/**
 * The list as SQL. One row of `requests` is one request: `id`, `load` (the page load it belongs to), `page` (its
 * address), `url` and `visited` (whether it is the visited page itself). What follows is the matcher of rules/core in
 * other words; tests hold the two against each other.
 *
 * Hosts are looked up once each, not once a request, and every lookup is a join on equality: the ends of a host, and
 * the segments of a path. The definitions decide only on what these joins let through.
 */
import type { Dialect } from './dialect.ts';
import type { SignatureRow } from './signatures.ts';

/** An address as a browser serialises it; anything else is parsed by the URL standard before (`addresses.ts`). */
const HOST = '^(?:https?|wss?)://(?:[^/?#@]*@)?([^/?#:@]+)';
const PATH = '^[a-z]+://[^/?#]+([^?#]*)';

/** From requests to host and path. */
export function addressesFrom(dialect: Dialect, requests: string): string {
  const { extract, text } = dialect;
  return `SELECT
    id, load, page, visited,
    REGEXP_REPLACE(${extract('url', HOST)}, ${text('\\.$')}, '') AS host,
    COALESCE(NULLIF(${extract('url', PATH)}, ''), '/') AS path
  FROM ${requests}`;
}

/** The common table expressions up to `found`: which vendors each page load shows, by the rule of `countedOf`: `firm` is what lets weak signatures count. */
export function findingsIn(dialect: Dialect, rows: readonly SignatureRow[]): string {
  const { each, split, extract, matches } = dialect;
  const labels = Math.max(2, ...rows.map(({ host }) => host?.split('.').length ?? 0));
  const ends = Array.from({ length: labels - 1 }, (_, more) =>
    extract('hosts.host', `([^.]+(?:\\.[^.]+){${more + 1}})$`),
  );
  // In this order: the regular expression is another one for every signature, and so compiled for every candidate.
  const holds = `CASE
    WHEN s.path = '' THEN TRUE
    WHEN STRPOS(a.path, s.part) > 0 THEN ${matches('a.path', 's.path')}
    ELSE FALSE END`;
  return `hosts AS (SELECT DISTINCT host FROM addresses WHERE host IS NOT NULL),
host_signatures AS (
  SELECT hosts.host, s.place
  FROM hosts
  CROSS JOIN ${each(`[${ends.join(', ')}]`, 'host_end')}
  JOIN signatures AS s ON s.host = host_end
  WHERE NOT s.exact OR s.host = hosts.host
),
segments AS (
  SELECT a.id, a.load, a.page, a.path, segment
  FROM addresses AS a
  CROSS JOIN ${each(split('a.path', '/'), 'segment')}
  WHERE NOT a.visited AND a.host IS NOT NULL
),
hits AS (
  SELECT a.id, a.load, a.page, s.place
  FROM addresses AS a
  JOIN host_signatures AS h ON h.host = a.host
  JOIN signatures AS s ON s.place = h.place
  WHERE ((a.visited AND s.visited) OR (NOT a.visited AND s.requested)) AND ${holds}
  UNION ${dialect.name === 'bigquery' ? 'DISTINCT' : ''}
  SELECT a.id, a.load, a.page, s.place
  FROM segments AS a
  JOIN signatures AS s ON s.segment = a.segment
  WHERE ${holds}
),
named AS (
  SELECT hits.id, hits.load, hits.page, s.place, s.vendor, s.signature, s.stage, s.weak
  FROM hits
  JOIN signatures AS s ON s.place = hits.place
),
found AS (
  SELECT load, vendor, page, CASE WHEN firm THEN requests ELSE strong_requests END AS requests,
    CASE WHEN firm THEN 1 ELSE 0 END AS loaded
  FROM (
    SELECT load, vendor, MIN(page) AS page, COUNT(DISTINCT id) AS requests,
      COUNT(DISTINCT CASE WHEN NOT weak THEN id END) AS strong_requests,
      COUNT(CASE WHEN NOT weak AND stage <> 'listed' THEN 1 END) > 0
        OR COUNT(DISTINCT CASE WHEN weak THEN signature END) >= 2 AS firm
    FROM named
    GROUP BY load, vendor
  ) AS seen
  WHERE firm OR strong_requests > 0
)`;
}

/** One detection a vendor and request, its most specific signature, weak ones included: what `match --weak` says. */
export const DETECTIONS = `SELECT id, vendor, MIN(place) AS place
FROM named
GROUP BY id, vendor
ORDER BY id, vendor`;

/** One row a vendor: on how many page loads and sites it was found, and of how many. */
export function summary({ extract }: Dialect): string {
  const site = extract('page', HOST);
  return `SELECT
  vendor,
  COUNT(*) AS pages,
  COUNT(DISTINCT ${site}) AS sites,
  SUM(loaded) AS pages_loaded,
  SUM(requests) AS requests,
  (SELECT COUNT(DISTINCT load) FROM addresses) AS population
FROM found
GROUP BY vendor
ORDER BY pages DESC, vendor`;
}

/** Up to so many different addresses that each signature matched, always the same ones; queries are left out. */
export function examples({ digest, extract }: Dialect, count: number): string {
  return `SELECT vendor, signature, weak, address, page
FROM (
  SELECT named.vendor, named.signature, named.weak, CONCAT(addresses.host, addresses.path) AS address,
    MIN(${extract('named.page', '^([^?#]+)')}) AS page
  FROM named
  JOIN addresses ON addresses.id = named.id
  GROUP BY 1, 2, 3, 4
) AS seen
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY vendor, signature ORDER BY ${digest('address')}) <= ${count}
ORDER BY vendor, signature, address`;
}
