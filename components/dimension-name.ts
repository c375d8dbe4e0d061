/** What people call a vendor, a site, a modality or a purpose. */
import type { Modality, Purpose } from '../rules/core/index.ts';
import type { Translator } from '../utils/i18n.ts';
import type { Dimension, Lines } from '../utils/ledger-view.ts';
import { modalityName, purposeName } from '../utils/names.ts';

/** A vendor that the list no longer names is called by its id. */
export function dimensionName(by: Dimension, key: string, lines: Lines, words: Translator): string {
  switch (by) {
    case 'vendor':
      return lines[key]?.name ?? key;
    case 'site':
      return key;
    case 'modality':
      return modalityName(key as Modality, words);
    case 'purpose':
      return purposeName(key as Purpose, words);
  }
}
