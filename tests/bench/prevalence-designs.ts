/** Ways of asking the same: which signatures each request of `addresses` shows. */

import { loadValidVendors } from '../../rules/cli/load.ts';
import { DUCKDB } from '../../rules/cli/prevalence/dialect.ts';
import { findingsIn } from '../../rules/cli/prevalence/query.ts';
import { signatureRows } from '../../rules/cli/prevalence/signatures.ts';

const ROLE = '((a.visited AND s.visited) OR (NOT a.visited AND s.requested))';
const PATH = "(s.path = '' OR regexp_matches(a.path, s.path))";
const ENDS = `[${[2, 3, 4, 5].map((labels) => `regexp_extract(host, '[^.]+(?:\\.[^.]+){${labels - 1}}$')`).join(', ')}]`;

/** The obvious one. */
export const BY_TRYING = 'every signature tried on every request';

export const DESIGNS: Readonly<Record<string, () => string>> = {
  'hosts once, then joins (chosen)': () =>
    `WITH ${findingsIn(DUCKDB, signatureRows(loadValidVendors()))} SELECT id, place FROM hits`,
  'every host end and segment of every request, one join': () => `
    SELECT DISTINCT a.id, s.place
    FROM (
      SELECT *, unnest(list_concat(${ENDS}, list_transform(string_split(path, '/'), lambda part: '/' || part))) AS key
      FROM addresses WHERE host IS NOT NULL
    ) AS a
    JOIN (SELECT *, COALESCE(host, '/' || segment) AS key FROM signatures) AS s ON s.key = a.key
    WHERE (NOT s.exact OR s.host = a.host) AND ${ROLE} AND ${PATH}`,
  [BY_TRYING]: () => `
    SELECT a.id, s.place
    FROM addresses AS a
    JOIN signatures AS s ON (s.host IS NULL OR a.host = s.host OR (NOT s.exact AND ends_with(a.host, '.' || s.host))) AND ${ROLE} AND ${PATH}
    WHERE a.host IS NOT NULL`,
};
