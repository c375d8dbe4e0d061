/** The texts of the package as the build packs them: all words, what actions say, and the dossiers. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../rules/core/schema.ts';
import { actionWords } from '../utils/action-texts.ts';
import { type Catalogue, LANGUAGES, localeFolder } from '../utils/i18n.ts';
import { packTexts, type TextToPack } from '../utils/pack-text.ts';
import { toWordsFile } from '../utils/words-file.ts';

const ROOT = join(import.meta.dirname, '..');

export function catalogueOf(language: string): Catalogue {
  return JSON.parse(readFileSync(join(ROOT, `public/_locales/${localeFolder(language)}/messages.json`), 'utf8'));
}

/** For each language the one whose words its own are packed against: what is alike need not be said again. */
const LIKE: Readonly<Record<string, string>> = {
  ...{ de: 'en', fr: 'en', cs: 'en', fi: 'en', bg: 'en', el: 'en', hu: 'en', lt: 'en', ga: 'en' },
  ...{ nl: 'de', da: 'de', sv: 'da', it: 'fr', ro: 'fr', es: 'it', mt: 'it', pt: 'es' },
  ...{ sk: 'cs', pl: 'cs', hr: 'cs', sl: 'hr', et: 'fi', lv: 'lt' },
};

/** All words and what actions say, for pages; a chain's beginning stands before its end. */
export function wordsToPack(): TextToPack[] {
  const actions: Action[] = JSON.parse(readFileSync(join(ROOT, 'rules/built/actions.json'), 'utf8'));
  const allWords = (language: string) => ({ ...catalogueOf(language), ...actionWords(actions, language) });
  const english = allWords('en');
  const texts = [...LANGUAGES].map((name) => {
    const { words } = toWordsFile(allWords(name), english);
    return { name, text: words, after: LIKE[name] };
  });
  return [{ name: 'names', text: toWordsFile(english, english).names }, ...texts];
}

/** What people read about vendors; a line for each column, since the packer knows lines. */
export function dossiersToPack(): TextToPack[] {
  const built = readFileSync(join(ROOT, 'rules/built/dossiers.json'), 'utf8');
  return [{ name: 'dossiers', text: built.replaceAll('],"', '],\n"') }];
}

/** Of all that makes the packed files what they are. */
export function textsVersion(): string {
  const codec = ['logistic', 'recent-match', 'parallel-text', 'text-model', 'packed-text', 'pack-text'].map((name) =>
    readFileSync(join(ROOT, `utils/${name}.ts`), 'utf8'),
  );
  const all = JSON.stringify([codec, wordsToPack(), dossiersToPack()]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 12);
}

/** Packs texts, or finds them packed by an earlier build: it takes seconds, and nothing but they and the packer count. */
export function packedFile(name: string, texts: readonly TextToPack[]) {
  const folder = join(ROOT, 'node_modules/.cache/countergaze');
  const absoluteSrc = join(folder, `${name}-${textsVersion()}.bin`);
  if (!existsSync(absoluteSrc)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${absoluteSrc}-${process.pid}`;
    writeFileSync(unfinished, packTexts(texts));
    renameSync(unfinished, absoluteSrc);
  }
  return { relativeDest: `${name}.bin`, absoluteSrc };
}
