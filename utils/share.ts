/** A finding as it is passed on: the stage's own words, where and when, and no claim beyond them. */
import type { Finding } from '../rules/core/index.ts';
import type { Translator } from './i18n.ts';
import { ICON_OF } from './icon-shapes.ts';
import { dayOf } from './ledger.ts';
import type { VendorWords } from './protocol.ts';
import type { Card } from './share-card.ts';

/** A finding with its sentence, on the page where it was seen. */
export interface Said {
  readonly finding: Finding;
  readonly vendor: VendorWords;
  /** The stage in its own words. */
  readonly sentence: string;
  /** Host of the page. */
  readonly site: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What is shared: the text, and what the picture shows. */
export interface Shared {
  readonly text: string;
  readonly card: Card;
}

/** `Seen by Countergaze on shop.example, 26 November 2026.` */
export function seenSentence({ site, at }: Pick<Said, 'site' | 'at'>, words: Translator): string {
  return words.t('acts_seen', { site, date: words.date(dayOf(at)) });
}

/** An entry past its day of review says so; the picture says what cannot be seen, too. */
export function sharedOf(said: Said, words: Translator): Shared {
  const { finding, vendor, sentence } = said;
  const seen = seenSentence(said, words);
  const age = finding.overdue ? [words.t('overdue', { date: words.date(vendor.reviewed) })] : [];
  return {
    text: [sentence, ...age, seen].join(' '),
    card: {
      name: words.t('extensionName'),
      sentence,
      remarks: [seen, ...age, words.t('cannot_see')],
      icon: finding.blocked ? 'quiet' : ICON_OF[finding.stage],
      silent: vendor.practice === 'silent' && finding.stage !== 'listed' && !finding.blocked,
    },
  };
}
