/** The text of a new dossier: what is known filled in, the rest blank in a way that `check` names. */
import { Vendor } from '../core/schema.ts';
import { inSchemaOrder } from './format.ts';

export interface Blanks {
  readonly name?: string | undefined;
  readonly homepage?: string | undefined;
  readonly host?: string | undefined;
  readonly purpose?: string | undefined;
  readonly modality?: string | undefined;
  readonly practice?: string | undefined;
  readonly source?: string | undefined;
}

/** `today` is an ISO date; the review falls due a year later. */
export function scaffold(id: string, blanks: Blanks, today: string): string {
  const host = blanks.host;
  return inSchemaOrder(Vendor, {
    $schema: '../schema/vendor.schema.json',
    id,
    name: blanks.name ?? '',
    kind: 'vendor',
    company: null,
    country: null,
    homepage: blanks.homepage ?? '',
    summary: '',
    modalities: blanks.modality === undefined ? [] : [blanks.modality],
    purpose: blanks.purpose ?? '',
    practice: blanks.practice ?? 'depends',
    processing: 'unstated',
    detect: host === undefined ? {} : { hosts: [host] },
    sources: [
      {
        ref: blanks.source ?? '',
        says: '',
        ...(host === undefined ? {} : { shows: [`host:${host}`] }),
        how: blanks.source?.startsWith('npm:') ? 'npm' : 'live',
        seen: today,
      },
    ],
    reviewed: today,
    reviewBy: `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`,
    cases: {
      positive: [{ url: host === undefined ? '' : `https://${host}/` }],
      negative: [
        {
          url: host === undefined ? '' : `https://not-${host}/`,
          why: host === undefined ? '' : 'Another host that only ends in the same letters.',
        },
      ],
    },
  });
}
