/** The first draft of a report about a finding that may be wrong. */
import type { Sighting } from '../rules/core/index.ts';
import { hostOf } from './address.ts';
import { correctionTitle, type Draft } from './correction.ts';
import type { Translator } from './i18n.ts';
import { type Said, seenSentence } from './share.ts';

/** By which list, and which version, it was said. */
export interface Doubted extends Said {
  readonly listDate: string;
  readonly extension: string;
}

/** Lines of evidence in the draft; the form's address has a limit. */
const MOST_LINES = 5;

/** What was said, on what grounds, and by which list; of the page itself the host alone. */
export function draftOf(doubted: Doubted, words: Translator): Draft {
  const { finding, vendor, sentence, listDate, extension } = doubted;
  const grounds = finding.evidence.slice(0, MOST_LINES).map((sighting) => `- ${groundOf(sighting)}`);
  return {
    title: correctionTitle(vendor.name),
    text: [
      words.t('acts_mistake_said', { sentence }),
      seenSentence(doubted, words),
      ...new Set(grounds),
      `Countergaze ${extension}; ${words.t('list_date', { date: words.date(listDate) })}`,
      '',
      words.t('acts_mistake_what'),
      '',
    ].join('\n'),
  };
}

/** An address that was asked for says what matched; that of a document could say too much of the person. */
function groundOf({ via, url, signature }: Sighting): string {
  return `${signature}: ${via === 'page' || via === 'frame' ? hostOf(url) : url}`;
}
