/** Counts over the list, for maintainers and for whoever cites it. */
import type { Vendor } from '../core/schema.ts';
import { SIGNATURE_KINDS } from '../core/vocabulary.ts';

/** A titled table of counts, largest first. */
export interface Counts {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, count: number])[];
}

/** True when something a page requests can show this vendor. */
export function reachesLoaded({ detect }: Vendor): boolean {
  return (['hosts', 'hostPaths', 'files', 'paths', 'aliases'] as const).some((kind) => detect[kind] !== undefined);
}

/** All counts. `today`: ISO date, for the age of reviews. */
export function statsOf(vendors: readonly Vendor[], today: string): Counts[] {
  const by = (title: string, names: (vendor: Vendor) => readonly string[]): Counts => {
    const counts = new Map<string, number>();
    for (const vendor of vendors) for (const name of names(vendor)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return { title, rows: [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)) };
  };
  const signatures = (vendor: Vendor) =>
    SIGNATURE_KINDS.flatMap((kind) => (vendor.detect[kind] ?? []).map(() => kind)).concat(
      Object.values(vendor.detect.weak ?? {}).flatMap((literals) => literals.map(() => 'weak' as never)),
    );
  return [
    {
      title: 'dossiers',
      rows: [
        ['all', vendors.length],
        ['can reach loaded', vendors.filter(reachesLoaded).length],
        ['listed or started only', vendors.filter((vendor) => !reachesLoaded(vendor)).length],
      ],
    },
    by('kind', ({ kind }) => [kind]),
    by('purpose', ({ purpose }) => [purpose]),
    by('modality', ({ modalities }) => modalities),
    by('practice', ({ practice }) => [practice]),
    by('processing', ({ processing }) => [processing]),
    by('country', ({ country }) => [country ?? 'not sourced']),
    by('status', ({ status }) => [status?.state ?? 'as named']),
    by('signatures', signatures),
    by('sources, by how they were seen', ({ sources }) => sources.map(({ how }) => how)),
    by('review', ({ reviewBy }) => [reviewBy < today ? 'overdue' : `due in ${reviewBy.slice(0, 7)}`]),
  ];
}
