/** A crawl in three tables: how the pages went, which vendors were found, who behaves like one. */
import { STAGES, type Stage } from '../../core/index.ts';
import { table } from '../table.ts';
import type { Candidate } from './candidates.ts';
import type { PageRecord } from './record.ts';

const SHOWN = 20;

export function summary(records: readonly PageRecord[], candidates: readonly Candidate[]): string {
  const count = (outcome: PageRecord['outcome']) => records.filter((record) => record.outcome === outcome).length;
  const unseen = records.filter(({ outcome }) => outcome !== 'visited');
  return [
    `${records.length} pages: ${count('visited')} visited, ${count('disallowed')} disallowed, ${count('failed')} failed`,
    section(
      'Not visited',
      ['page', 'outcome', 'why'],
      unseen.map(({ url, outcome, why = '' }) => [url, outcome, why]),
    ),
    section('Vendors', ['vendor', 'pages', 'furthest stage', 'first page'], vendorRows(records)),
    section(
      'Candidates: third parties that are not on the list and behave like one that might be',
      ['party', 'pages', 'signs', 'seen at'],
      candidates.map(({ party, signs, pages, addresses }) => [
        party,
        String(pages.length),
        signs.join(', '),
        addresses[0] ?? '',
      ]),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function section(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const more = rows.length > SHOWN ? `\n… and ${rows.length - SHOWN} more` : '';
  return `${title}\n${table(head, rows.slice(0, SHOWN))}${more}`;
}

function vendorRows(records: readonly PageRecord[]): string[][] {
  const seen = new Map<string, { stage: number; pages: string[] }>();
  for (const { url, claims } of records) {
    for (const { vendor, stage } of claims) {
      const held = seen.get(vendor) ?? { stage: -1, pages: [] };
      const rank = STAGES.indexOf(stage as Stage);
      seen.set(vendor, { stage: Math.max(held.stage, rank), pages: [...held.pages, url] });
    }
  }
  return [...seen]
    .sort(([a, m], [b, n]) => n.pages.length - m.pages.length || (a < b ? -1 : 1))
    .map(([vendor, { stage, pages }]) => [vendor, String(pages.length), STAGES[stage] ?? '', pages[0] ?? '']);
}
