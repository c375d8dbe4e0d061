/** Reads the packaged catalogues for a page of the extension. */
import { browser } from './browser.ts';
import { type Catalogue, createTranslator, pickLanguage, type Translator } from './i18n.ts';

async function read(language: string): Promise<Catalogue> {
  const response = await fetch(browser.runtime.getURL(`/_locales/${language}/messages.json` as '/'));
  return response.json();
}

/** The translator for this person; also sets the document's language. `?lang=` overrides it, for tests and screenshots. */
export async function loadTranslator(): Promise<Translator> {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = pickLanguage(asked === null ? [browser.i18n.getUILanguage()] : [asked]);
  const [own, english] = await Promise.all([read(language), language === 'en' ? {} : read('en')]);
  document.documentElement.lang = language;
  return createTranslator(language, own, english);
}
