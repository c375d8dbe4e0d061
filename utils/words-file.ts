/**
 * A language as the package carries it: texts alone, in an order that the scripts know. The names, descriptions and
 * places that translators' tools read stay with the sources in `public/_locales`.
 */
import type { Catalogue } from './i18n.ts';

/** Forms of one message by plural category. */
type Forms = Readonly<Record<string, string>>;

/** One entry for each name of the order: a text, or the forms of a plural. */
export type WordsFile = readonly (string | Forms)[];

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The names of all messages, a plural's forms as one: `state_found` for `state_found_one` and `state_found_other`. */
export function orderOf(english: Catalogue): string[] {
  return [...new Set(Object.keys(english).map((key) => (isForm(key, english) ? key.replace(PLURAL, '') : key)))];
}

/** Packs one language. What it lacks is English. */
export function toWordsFile(own: Catalogue, english: Catalogue): WordsFile {
  return orderOf(english).map((name) => formsOf(name, own) ?? formsOf(name, english) ?? textOf(name, own, english));
}

/** Unpacks one language. Throws a RangeError when the file was packed in another order. */
export function fromWordsFile(file: WordsFile, order: readonly string[]): Catalogue {
  if (file.length !== order.length) throw new RangeError(`${file.length} words for ${order.length} names`);
  const catalogue: Record<string, { readonly message: string }> = {};
  for (const [at, name] of order.entries()) {
    const entry = file[at] as WordsFile[number];
    if (typeof entry === 'string') catalogue[name] = { message: entry };
    else for (const form in entry) catalogue[`${name}_${form}`] = { message: entry[form] as string };
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

/** Undefined when the name is not that of a plural. */
function formsOf(name: string, catalogue: Catalogue): Forms | undefined {
  if (catalogue[`${name}_other`] === undefined) return undefined;
  const keys = Object.keys(catalogue).filter((key) => key.replace(PLURAL, '') === name && key !== name);
  return Object.fromEntries(keys.map((key) => [key.slice(name.length + 1), catalogue[key]?.message as string]));
}

function textOf(name: string, own: Catalogue, english: Catalogue): string {
  const text = own[name] ?? english[name];
  if (text === undefined) throw new RangeError(`no message is named ${name}`);
  return text.message;
}
