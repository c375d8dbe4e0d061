/** The built form of the list that the engine reads: what matching and one-line answers need, no dossier texts. */
import type { Detect, Vendor } from './schema.ts';
import type { Modality, Practice, Purpose } from './vocabulary.ts';

export interface EngineVendor {
  readonly id: string;
  readonly name: string;
  readonly modalities: readonly Modality[];
  readonly purpose: Purpose;
  readonly practice: Practice;
  readonly detect: Detect;
  /** ISO date; after it the entry is overdue. */
  readonly reviewed: string;
  readonly reviewBy: string;
}

/** What one line about a vendor needs. */
export type VendorLine = Pick<EngineVendor, 'name' | 'modalities' | 'purpose'>;

export interface Ruleset {
  readonly format: 1;
  /** ISO date of the newest reviewed entry: the age of the list. */
  readonly date: string;
  readonly vendors: readonly EngineVendor[];
}

/** What people read about a vendor: the file without its cases and signatures. */
export type Dossier = Omit<Vendor, '$schema' | 'cases' | 'detect' | 'npm'>;
