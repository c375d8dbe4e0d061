/**
 * What people read about vendors, packed for pages: column by column, since like things compress well side by side, and
 * without what the list in the background holds already (names, purposes, signatures). That is put back when it is
 * unpacked.
 */
import { signatureOf, signaturesIn } from './compile.ts';
import { abbreviate, ownWordsOf, spellOut } from './own-words.ts';
import type { Index } from './restore.ts';
import type { Dossier, ListedVendor } from './ruleset.ts';
import type { Source, Vendor } from './schema.ts';

/** Of each field, the value of every dossier; null where it is absent. */
type Columns = Readonly<Record<string, readonly unknown[]>>;

export interface PackedDossiers {
  readonly ids: readonly string[];
  /** How many sources each dossier has. */
  readonly counts: readonly number[];
  readonly dossiers: Columns;
  readonly sources: Columns;
}

/** Fields that only some dossiers have; in every other field null is a value. */
const OPTIONAL = new Set(['status', 'buildsOn', 'privacy', 'caution', 'dispute', 'reply', 'shows']);

const DOSSIER_FIELDS = [
  'kind',
  'country',
  'processing',
  'buildsOn',
  'company',
  'homepage',
  'privacy',
  'status',
  'dispute',
  'reply',
  'summary',
  'caution',
] as const satisfies readonly (keyof Dossier)[];
const SOURCE_FIELDS = ['how', 'seen', 'shows', 'says', 'ref'] as const satisfies readonly (keyof Source)[];

/** A dossier as the engine knows it. */
export function toListed(vendor: Vendor): ListedVendor {
  const { id, name, modalities, purpose, practice, reviewed, reviewBy, detect } = vendor;
  const signatures = [...signaturesIn(detect)].map(({ signature }) => signature);
  return { id, name, modalities, purpose, practice, reviewed, reviewBy, signatures };
}

/** Every vendor of a list with its signatures. */
export function listedIn(index: Index): ListedVendor[] {
  const listed = new Map<string, ListedVendor & { readonly signatures: string[] }>();
  for (const entry of index.entries()) {
    const { id } = entry.vendor;
    const vendor = listed.get(id) ?? { ...entry.vendor, signatures: [] };
    listed.set(id, vendor);
    vendor.signatures.push(signatureOf(entry));
  }
  return [...listed.values()];
}

/** Packs validated dossiers. The same dossiers give the same columns. */
export function packDossiers(vendors: readonly Vendor[]): PackedDossiers {
  const sorted = [...vendors].sort((a, b) => (likeness(a) < likeness(b) ? -1 : 1));
  const rows = sorted.map((vendor) => {
    const listed = toListed(vendor);
    const words = ownWordsOf(listed);
    const sources = vendor.sources.map(({ shows, ...source }) => ({
      ...source,
      shows: shows?.map((signature) => listed.signatures.indexOf(signature)),
    }));
    return mapTexts({ ...vendor, sources }, (text) => abbreviate(text, words));
  });
  return {
    ids: sorted.map(({ id }) => id),
    counts: sorted.map(({ sources }) => sources.length),
    dossiers: toColumns(rows, DOSSIER_FIELDS),
    sources: toColumns(
      rows.flatMap(({ sources }) => sources),
      SOURCE_FIELDS,
    ),
  };
}

/** Unpacks dossiers, by id, with what the list says of each vendor. One that is not listed is left out. */
export function unpackDossiers(packed: PackedDossiers, listed: readonly ListedVendor[]): Record<string, Dossier> {
  const byId = new Map(listed.map((vendor) => [vendor.id, vendor]));
  const dossiers: Record<string, Dossier> = {};
  let next = 0;
  for (const [at, id] of packed.ids.entries()) {
    const first = next;
    next += packed.counts[at] as number;
    const vendor = byId.get(id);
    if (vendor === undefined) continue;
    const words = ownWordsOf(vendor);
    const { signatures, ...line } = vendor;
    const row = (columns: Columns, number: number) => mapTexts(rowOf(columns, number), (text) => spellOut(text, words));
    const sources = Array.from({ length: next - first }, (_, each) => row(packed.sources, first + each));
    const shown = sources.map((source) => withShown(source, signatures));
    dossiers[id] = { ...row(packed.dossiers, at), sources: shown, ...line } as unknown as Dossier;
  }
  return dossiers;
}

/** Dossiers of the same kind and purpose stand together: their texts are alike. */
function likeness({ kind, purpose, processing, id }: Vendor): string {
  return [kind, purpose, processing, id].join(' ');
}

function withShown(source: Record<string, unknown>, signatures: readonly string[]): Record<string, unknown> {
  const { shows } = source as { shows?: readonly number[] };
  return shows === undefined ? source : { ...source, shows: shows.map((number) => signatures[number]) };
}

function toColumns(rows: readonly object[], fields: readonly string[]): Columns {
  return Object.fromEntries(
    fields.map((field) => [field, rows.map((row) => (row as Record<string, unknown>)[field] ?? null)]),
  );
}

function rowOf(columns: Columns, at: number): Record<string, unknown> {
  const values = Object.entries(columns).map(([field, column]): [string, unknown] => [field, column[at]]);
  return Object.fromEntries(values.filter(([field, value]) => value !== null || !OPTIONAL.has(field)));
}

/** A copy with every text in it changed, however deep. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)])) as T;
}
