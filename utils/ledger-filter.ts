/**
 * What of the ledger the person looks at, and how it is written in the page's address: after the `#`, never sent, and
 * without the site, since browsers keep addresses.
 */
import { MODALITIES, type Modality } from '../rules/core/index.ts';
import { KEEP_DAYS, type KeepDays } from './ledger.ts';

export interface Filter {
  /** The newest days, today included; 0: everything. */
  readonly days: KeepDays;
  /** Vendor id, '' for all. */
  readonly vendor: string;
  /** A part of the site's name, '' for all. */
  readonly site: string;
  readonly modality: Modality | '';
}

/** The last 30 days: what opens at once, however much is stored. */
export const NO_FILTER: Filter = { days: 30, vendor: '', site: '', modality: '' };

/** True when more than time is chosen. */
export function narrows({ vendor, site, modality }: Filter): boolean {
  return vendor !== '' || site !== '' || modality !== '';
}

/** From `#days=90&vendor=acme`; what is not understood is not filtered by. */
export function filterFromHash(hash: string): Filter {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    days: KEEP_DAYS.find((days) => String(days) === given.get('days')) ?? NO_FILTER.days,
    vendor: given.get('vendor') ?? '',
    site: '',
    modality: MODALITIES.find((modality) => modality === given.get('modality')) ?? '',
  };
}

/** The other way; '' for no filter. */
export function filterToHash({ site: _, ...filter }: Filter): string {
  const chosen = Object.entries(filter).filter(([name, value]) => value !== NO_FILTER[name as keyof typeof filter]);
  return chosen.length === 0 ? '' : `#${new URLSearchParams(chosen.map(([name, value]) => [name, String(value)]))}`;
}
