/**
 * Words as the package carries them: one text with a line for each name, and one for each language with its words in
 * the same order. The descriptions and places that translators' tools read stay with the sources in `public/_locales`.
 */
import type { Catalogue } from './i18n.ts';

/** The names of all words, and one language's, line by line. */
export interface WordsFile {
  readonly names: string;
  readonly words: string;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Between the forms of a plural, each behind its category: `one`, text, `other`, text. */
const TAB = '\t';

/** The names of all messages, a plural's forms as one: `state_found` for `state_found_one` and `state_found_other`. */
export function namesOf(english: Catalogue): string {
  const names = Object.keys(english).map((key) => (isForm(key, english) ? key.replace(PLURAL, '') : key));
  return [...new Set(names)].join('\n');
}

/** Packs one language. What it lacks is English. Throws a RangeError for a text that is more than a line. */
export function toWordsFile(own: Catalogue, english: Catalogue): WordsFile {
  const names = namesOf(english);
  const lines = names
    .split('\n')
    .map((name) => formsOf(name, own) ?? formsOf(name, english) ?? [textOf(name, own, english)]);
  const broken = lines.flat().find((text) => /[\n\t]/.test(text));
  if (broken !== undefined) throw new RangeError(`a line break or a tab in: ${broken}`);
  return { names, words: lines.map((forms) => forms.join(TAB)).join('\n') };
}

/** Unpacks one language. Throws a RangeError when its words are not as many as the names. */
export function fromWordsFile(file: WordsFile): Catalogue {
  const names = file.names.split('\n');
  const lines = file.words.split('\n');
  if (lines.length !== names.length) throw new RangeError(`${lines.length} words for ${names.length} names`);
  const catalogue: Record<string, { readonly message: string }> = {};
  for (const [at, name] of names.entries()) {
    const forms = (lines[at] as string).split(TAB);
    if (forms.length === 1) catalogue[name] = { message: forms[0] as string };
    for (let form = 0; form + 1 < forms.length; form += 2)
      catalogue[`${name}_${forms[form]}`] = { message: forms[form + 1] as string };
  }
  return catalogue;
}

/** The messages that a manifest names, for the browser itself; it knows no other way to them than `_locales`. */
export function wordsOfManifest(manifest: unknown, own: Catalogue, english: Catalogue): Catalogue {
  const names = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name as string);
  return Object.fromEntries(names.map((name) => [name, { message: textOf(name, own, english) }]));
}

function isForm(key: string, catalogue: Catalogue): boolean {
  return PLURAL.test(key) && catalogue[key.replace(PLURAL, '_other')] !== undefined;
}

/** Categories and texts in turn; undefined when the name is not that of a plural. */
function formsOf(name: string, catalogue: Catalogue): string[] | undefined {
  if (catalogue[`${name}_other`] === undefined) return undefined;
  const keys = Object.keys(catalogue).filter((key) => key.replace(PLURAL, '') === name && key !== name);
  return keys.flatMap((key) => [key.slice(name.length + 1), catalogue[key]?.message as string]);
}

function textOf(name: string, own: Catalogue, english: Catalogue): string {
  const text = own[name] ?? english[name];
  if (text === undefined) throw new RangeError(`no message is named ${name}`);
  return text.message;
}
