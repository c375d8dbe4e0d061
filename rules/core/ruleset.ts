/** What the engine needs of the list: matching and one-line answers, no dossier texts. `pack` gives it its built form. */
import type { Detect, Vendor } from './schema.ts';
import type { Modality, Practice, Purpose } from './vocabulary.ts';

export interface EngineVendor {
  readonly id: string;
  readonly name: string;
  readonly modalities: readonly Modality[];
  readonly purpose: Purpose;
  readonly practice: Practice;
  /** ISO date; after it the entry is overdue. */
  readonly reviewed: string;
  readonly reviewBy: string;
}

/** What one line about a vendor needs. */
export type VendorLine = Pick<EngineVendor, 'name' | 'modalities' | 'purpose'>;

/** A vendor with all its signatures as people read them (`host:sdk.example.com`), in the order of the list. */
export interface ListedVendor extends EngineVendor {
  readonly signatures: readonly string[];
}

/** With its signatures, as they are packed. */
export interface RulesetVendor extends EngineVendor {
  readonly detect: Detect;
}

export interface Ruleset {
  readonly format: 1;
  /** ISO date of the newest reviewed entry: the age of the list. */
  readonly date: string;
  readonly vendors: readonly RulesetVendor[];
}

/** What people read about a vendor: the file without its cases, its signatures and the maintainers' numbers. */
export type Dossier = Omit<Vendor, '$schema' | 'cases' | 'detect' | 'npm' | 'prevalence'>;
