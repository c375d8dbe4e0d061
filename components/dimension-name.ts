/** What people call a vendor, a site, a modality or a purpose. */
import type { Modality, Purpose } from '../rules/core/index.ts';
import type { Translator } from '../utils/i18n.ts';
import type { Dimension, Lines } from '../utils/ledger-view.ts';
import { purposeKey } from './stage-sentence.ts';

/** A vendor that the list no longer names is called by its id. */
export function dimensionName(by: Dimension, key: string, lines: Lines, words: Translator): string {
  switch (by) {
    case 'vendor':
      return lines[key]?.name ?? key;
    case 'site':
      return key;
    case 'modality':
      return words.t(`modality_${key as Modality}`);
    case 'purpose':
      return words.t(purposeKey(key as Purpose));
  }
}
