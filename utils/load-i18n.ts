/** Reads the packaged catalogues for a page of the extension. */
import { browser } from './browser.ts';
import { type Catalogue, createTranslator, localeFolder, pickLanguage, type Translator } from './i18n.ts';
import { loadSettings } from './load-settings.ts';

async function read(language: string): Promise<Catalogue> {
  const response = await fetch(browser.runtime.getURL(`/_locales/${localeFolder(language)}/messages.json` as '/'));
  return response.json();
}

/** The translator for this person; also sets the document's language. `?lang=` overrides it, for tests and screenshots. */
export async function loadTranslator(): Promise<Translator> {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = pickLanguage(asked === null ? await wantedLanguages() : [asked]);
  const [own, english] = await Promise.all([read(language), language === 'en' ? {} : read('en')]);
  document.documentElement.lang = language;
  return createTranslator(language, own, english);
}

/** Best first: what the person chose here, the browser's own language, the languages in which they read pages. */
async function wantedLanguages(): Promise<string[]> {
  const [{ settings }, readable] = await Promise.all([loadSettings(), browser.i18n.getAcceptLanguages()]);
  return [settings.language, browser.i18n.getUILanguage(), ...readable];
}
