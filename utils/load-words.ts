/** The packaged words, and in which of their languages this person reads. */
import { browser } from './browser.ts';
import { pickLanguage } from './i18n.ts';
import { loadSettings } from './load-settings.ts';
import { loadText } from './load-text.ts';
import type { WordsFile } from './words-file.ts';

/** What the person chose here, else the browser's own language, else the languages in which they read pages. */
export async function preferredLanguage(): Promise<string> {
  const [{ settings }, readable] = await Promise.all([loadSettings(), browser.i18n.getAcceptLanguages()]);
  return pickLanguage([settings.language, browser.i18n.getUILanguage(), ...readable]);
}

export async function readWords(language: string, unpacker: Parameters<typeof loadText>[2]): Promise<WordsFile> {
  const [names, words] = await Promise.all(['names', language].map((name) => loadText('words', name, unpacker)));
  return { names, words } as WordsFile;
}
