/** What a language still lacks, for translators and tests. `node tests/support/translate.ts fr` prints it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localeFolder } from '../../utils/i18n.ts';

export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
export type Messages = Readonly<Record<string, Message>>;

export interface Problem {
  readonly key: string;
  readonly problem: string;
}

const FORM = /_(zero|one|two|few|many|other)$/;
/** CLDR has forms for millions and for fractions that no number of ours meets. */
const LARGEST_COUNT = 999_999;

/** The messages of a language; none when it has no file yet. */
export function readCatalogue(language: string): Messages {
  const file = join(import.meta.dirname, `../../public/_locales/${localeFolder(language)}/messages.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** The plural categories that whole numbers below a million fall into, in CLDR's order. `other` is the fallback, always there. */
export function formsNeeded(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  const met = new Set<string>(['other']);
  for (let count = 0; count <= 1_000; count++) met.add(rules.select(count));
  for (let count = 1_000; count <= LARGEST_COUNT; count += 997) met.add(rules.select(count));
  return ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) => met.has(form));
}

/** Everything that is wrong with a language's messages. */
export function reportOn(language: string, own: Messages = readCatalogue(language)): Problem[] {
  const english = readCatalogue('en');
  const forms = formsNeeded(language);
  const wanted = Object.keys(english).flatMap((key) => {
    const base = baseOf(key, english);
    if (base === null) return [key];
    return key.endsWith('_other') ? forms.map((form) => `${base}_${form}`) : [];
  });
  const missing = wanted.filter((key) => own[key] === undefined).map((key) => ({ key, problem: 'is missing' }));
  const surplus = Object.keys(own)
    .filter((key) => !wanted.includes(key))
    .map((key) => ({ key, problem: 'is not wanted' }));
  const wrong = Object.entries(own).flatMap(([key, message]) =>
    problemsOf(message, englishFor(key, english)).map((problem) => ({ key, problem })),
  );
  return [...missing, ...surplus, ...wrong];
}

/** The English message that a key of another language stands for. */
export function englishFor(key: string, english: Messages): Message | undefined {
  return english[key] ?? english[key.replace(FORM, '_other')];
}

/** `state_found` for a form of a plural, null for any other key. */
function baseOf(key: string, english: Messages): string | null {
  const base = key.replace(FORM, '');
  return base !== key && english[`${base}_other`] !== undefined ? base : null;
}

function problemsOf({ message, placeholders = {} }: Message, reference: Message | undefined): string[] {
  const places = placesIn(message);
  const declared = Object.keys(placeholders).map((name) => `$${name.toUpperCase()}$`);
  const problems = [];
  if (message.trim() === '') problems.push('is empty');
  if (reference !== undefined && places.join() !== placesIn(reference.message).join())
    problems.push(`has the places ${places.join(' ') || '(none)'}, English ${placesIn(reference.message).join(' ')}`);
  if (declared.sort().join() !== places.join()) problems.push('declares other placeholders than it uses');
  return problems;
}

function placesIn(message: string): string[] {
  return [...new Set(message.match(/\$[A-Z_]+\$/g) ?? [])].sort();
}
