/** Reads the packaged words for a page of the extension. */
import { createTranslator, pickLanguage, type Translator } from './i18n.ts';
import { preferredLanguage, readWords } from './load-words.ts';
import { pageUnpacker } from './page-unpacker.ts';
import { fromWordsFile } from './words-file.ts';

/** The translator for this person; also sets the document's language. `?lang=` overrides it, for tests and screenshots. */
export async function loadTranslator(): Promise<Translator> {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = asked === null ? await preferredLanguage() : pickLanguage([asked]);
  const translator = await loadLanguage(language);
  document.documentElement.lang = language;
  return translator;
}

/** The translator of one of the languages that exist, whatever the page's is. */
export async function loadLanguage(language: string): Promise<Translator> {
  return createTranslator(language, fromWordsFile(await readWords(language, pageUnpacker)));
}
