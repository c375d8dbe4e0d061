/** When a page shows a notice, and what it is told for that. */
import type { Finding } from '../rules/core/index.ts';
import type { VendorWords } from './protocol.ts';
import type { Settings } from './settings.ts';
import type { WordsFile } from './words-file.ts';

/** What the background hands to the script that draws the notice. */
export interface NoticeData {
  /** What is due, the furthest-going first; never empty. */
  readonly findings: readonly Finding[];
  readonly vendors: Readonly<Record<string, VendorWords>>;
  readonly language: string;
  readonly words: WordsFile;
  /** The organisation leaves it to the person whether there are notices. */
  readonly canTurnOff: boolean;
}

/** Where the person wants no more notices. */
export const SILENCES = ['site', 'everywhere'] as const;
export type Silence = (typeof SILENCES)[number];

/** A finding worth a notice: a sensor is on, or a vendor that asks nobody has started. Entries past their review raise none. */
export function isDue(
  { stage, overdue }: Pick<Finding, 'stage' | 'overdue'>,
  practice: string | undefined,
  mode: Settings['notice']['mode'],
): boolean {
  if (overdue || mode === 'off') return false;
  if (stage === 'capturing') return true;
  return mode === 'default' && practice === 'silent' && (stage === 'started' || stage === 'capture-ready');
}
