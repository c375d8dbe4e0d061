/** Names of the list's vocabularies in the person's language. */
import type { Modality, Practice, Purpose } from '../rules/core/index.ts';
import type { MessageKey, Translator } from './i18n.ts';

export function modalityName(modality: Modality, words: Translator): string {
  return words.t(`modality_${modality}`);
}

export function purposeName(purpose: Purpose, words: Translator): string {
  return words.t(`purpose_${purpose.replaceAll('-', '_')}` as MessageKey);
}

export function practiceName(practice: Practice, words: Translator): string {
  return words.t(`practice_${practice}`);
}
