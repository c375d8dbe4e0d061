/** Finding entries of the list: free words and exact filters. */
import type { Dossier } from '../rules/core/index.ts';
import type { Translator } from './i18n.ts';
import { modalityName, purposeName } from './names.ts';

/** '' does not filter. */
export interface ListFilter {
  readonly words: string;
  readonly modality: string;
  readonly purpose: string;
  readonly practice: string;
  readonly country: string;
}

export const NO_FILTER: ListFilter = { words: '', modality: '', purpose: '', practice: '', country: '' };

/** An entry with the text in which words are looked for. */
export interface Searchable {
  readonly dossier: Dossier;
  readonly text: string;
}

/** Entries sorted by name as the language sorts, each with its searchable text in that language. */
export function toSearchable(dossiers: readonly Dossier[], words: Translator): Searchable[] {
  const { compare } = new Intl.Collator(words.language);
  return [...dossiers]
    .sort((a, b) => compare(a.name, b.name))
    .map((dossier) => {
      const { id, name, company, country, modalities, purpose } = dossier;
      const names = [...modalities.map((each) => modalityName(each, words)), purposeName(purpose, words)];
      const place = country === null ? '' : words.country(country);
      return { dossier, text: fold([id, name, company ?? '', place, ...names].join(' ')) };
    });
}

/** Entries that contain every word and pass every filter, in the order given. */
export function search(entries: readonly Searchable[], filter: ListFilter): Dossier[] {
  const words = fold(filter.words).split(/\s+/);
  return entries
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map(({ dossier }) => dossier)
    .filter(
      ({ modalities, purpose, practice, country }) =>
        (filter.modality === '' || modalities.some((modality) => modality === filter.modality)) &&
        (filter.purpose === '' || purpose === filter.purpose) &&
        (filter.practice === '' || practice === filter.practice) &&
        (filter.country === '' || country === filter.country),
    );
}

/** Countries in which listed companies are, sorted by their name. */
export function countriesOf(dossiers: readonly Dossier[], words: Translator): string[] {
  const { compare } = new Intl.Collator(words.language);
  const codes = new Set(dossiers.flatMap(({ country }) => country ?? []));
  return [...codes].sort((a, b) => compare(words.country(a), words.country(b)));
}

/** Without case and accents: `Éco` and `eco` are the same to somebody who searches. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
