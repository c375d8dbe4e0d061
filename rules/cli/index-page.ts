/** `rules/INDEX.md`: the whole list on one page, for people who look something up. */
import type { Vendor } from '../core/schema.ts';
import { PURPOSES } from '../core/vocabulary.ts';
import { reachesLoaded } from './stats.ts';

/** Markdown, by purpose, then by name. */
export function indexPage(vendors: readonly Vendor[]): string {
  const sections = PURPOSES.flatMap((purpose) => {
    const rows = vendors
      .filter((vendor) => vendor.purpose === purpose)
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    if (rows.length === 0) return [];
    const head = [
      `## ${purpose} (${rows.length})`,
      '',
      '| name | reads | starts | reaches | sources | reviewed |',
      '|---|---|---|---|---|---|',
    ];
    return [...head, ...rows.map(row), ''];
  });
  return [
    '# The list',
    '',
    '<!-- Made by `npm run -s rules -- check --fix` from the files in vendors/. Do not edit. -->',
    '',
    `${vendors.length} dossiers. "Starts" is the practice: with a step that the person takes (asked), without one (silent), or it depends. "Reaches" is the highest stage that an address alone can show. [CRITERIA.md](CRITERIA.md) says what is in and what is out.`,
    '',
    ...sections,
  ].join('\n');
}

function row(vendor: Vendor): string {
  const cells = [
    `[${vendor.name.replaceAll('|', '\\|')}](vendors/${vendor.id}.json)${vendor.status === undefined ? '' : ` (${vendor.status.state})`}`,
    vendor.modalities.join(', '),
    vendor.practice,
    reachesLoaded(vendor) ? 'loaded' : vendor.detect.sites === undefined ? 'started' : 'listed',
    String(vendor.sources.length),
    vendor.reviewed,
  ];
  return `| ${cells.join(' | ')} |`;
}
