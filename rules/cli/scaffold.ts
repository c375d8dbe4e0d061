/** The text of a new dossier: what is known filled in, the rest blank in a way that `check` names. */
import { Vendor } from '../core/schema.ts';
import { inSchemaOrder } from './format.ts';

export interface Blanks {
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  readonly homepage?: string | undefined;
  readonly host?: string | undefined;
  readonly file?: string | undefined;
  readonly purpose?: string | undefined;
  readonly modality?: string | undefined;
  readonly practice?: string | undefined;
  readonly source?: string | undefined;
}

/** `today` is an ISO date; the review falls due a year later. */
export function scaffold(id: string, blanks: Blanks, today: string): string {
  const { host, file } = blanks;
  const shows = [...(host === undefined ? [] : [`host:${host}`]), ...(file === undefined ? [] : [`file:${file}`])];
  return inSchemaOrder(Vendor, {
    $schema: '../schema/vendor.schema.json',
    id,
    name: blanks.name ?? '',
    kind: blanks.kind ?? '',
    company: null,
    country: null,
    homepage: blanks.homepage ?? '',
    summary: '',
    modalities: blanks.modality === undefined ? [] : [blanks.modality],
    purpose: blanks.purpose ?? '',
    practice: blanks.practice ?? '',
    processing: 'unstated',
    detect: { ...(host === undefined ? {} : { hosts: [host] }), ...(file === undefined ? {} : { files: [file] }) },
    sources: [
      {
        ref: blanks.source ?? '',
        says: '',
        ...(shows.length === 0 ? {} : { shows }),
        how: blanks.source?.startsWith('npm:') ? 'npm' : 'live',
        seen: today,
      },
    ],
    reviewed: today,
    reviewBy: `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`,
    cases: casesOf(host, file),
  });
}

/** One address that must match and its look-alike, for the host or else the file. */
function casesOf(host: string | undefined, file: string | undefined) {
  if (host !== undefined) {
    const why = 'Another host that only ends in the same letters.';
    return { positive: [{ url: `https://${host}/` }], negative: [{ url: `https://not-${host}/`, why }] };
  }
  if (file !== undefined) {
    const why = 'Another file whose name only ends in the same letters.';
    const at = 'https://shop.example/js/';
    return { positive: [{ url: `${at}${file}` }], negative: [{ url: `${at}not-${file}`, why }] };
  }
  return { positive: [{ url: '' }], negative: [{ url: '', why: '' }] };
}
