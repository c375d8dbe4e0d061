/** Reads the packaged words for a page of the extension. */
import { browser } from './browser.ts';
import { type Catalogue, createTranslator, pickLanguage, type Translator } from './i18n.ts';
import { loadSettings } from './load-settings.ts';
import { fromWordsFile } from './words-file.ts';

declare const __WORD_ORDER__: string;

const ORDER = __WORD_ORDER__.split(' ');

async function read(language: string): Promise<Catalogue> {
  const response = await fetch(browser.runtime.getURL(`/words/${language}.json` as '/'));
  return fromWordsFile(await response.json(), ORDER);
}

/** The translator for this person; also sets the document's language. `?lang=` overrides it, for tests and screenshots. */
export async function loadTranslator(): Promise<Translator> {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = pickLanguage(asked === null ? await wantedLanguages() : [asked]);
  const translator = await loadLanguage(language);
  document.documentElement.lang = language;
  return translator;
}

/** The translator of one of the languages that exist, whatever the page's is. */
export async function loadLanguage(language: string): Promise<Translator> {
  return createTranslator(language, await read(language));
}

/** Best first: what the person chose here, the browser's own language, the languages in which they read pages. */
async function wantedLanguages(): Promise<string[]> {
  const [{ settings }, readable] = await Promise.all([loadSettings(), browser.i18n.getAcceptLanguages()]);
  return [settings.language, browser.i18n.getUILanguage(), ...readable];
}
