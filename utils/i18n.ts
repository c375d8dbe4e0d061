/**
 * Words in the person's language. A runtime catalogue read from the packaged words, since the browser's own
 * knows no plurals and no language but its interface's.
 */
import type english from '../public/_locales/en/messages.json';

export type MessageKey = keyof typeof english;
/** Base names of messages that exist once for each plural category: `state_found` for `state_found_one`, `…_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
export type Catalogue = Readonly<Record<string, { readonly message: string }>>;
export type Values = Readonly<Record<string, string | number>>;

/** Languages in `public/_locales`, as BCP 47 tags; a test compares. */
export const LANGUAGES = [
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'ga',
  'hr',
  'hu',
  'it',
  'lt',
  'lv',
  'mt',
  'nl',
  'pl',
  'pt',
  'ro',
  'sk',
  'sl',
  'sv',
] as const;

/** Folder of a language in `_locales`. Chromium and the stores know European Portuguese only with its region. */
export function localeFolder(language: string): string {
  return language === 'pt' ? 'pt_PT' : language;
}

export interface Translator {
  /** BCP 47 tag of the words that come out. */
  readonly language: string;
  /** The message, its `$NAME$` places filled from `values` by lower-case name. */
  t(key: MessageKey, values?: Values): string;
  /** The plural form for `count`, which also fills `$COUNT$`, formatted. */
  n(key: PluralKey, count: number, values?: Values): string;
  number(value: number): string;
  /** A day, from an ISO date or instant. */
  date(iso: string): string;
  /** A day with its month abbreviated: `Nov 3, 2026`. */
  mediumDate(iso: string): string;
  /** A day without its year, short: `3 Nov`. */
  shortDate(iso: string): string;
  /** `Nov 2026` */
  month(iso: string): string;
  /** A time of day with seconds, from milliseconds since the epoch. */
  time(at: number): string;
  /** The same without seconds. */
  clock(at: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** Name of a country, from its ISO 3166-1 alpha-2 code. */
  country(code: string): string;
}

/** The language to use: the first wanted one that exists, by its base (`fr-CA` gives `fr`), else English. */
export function pickLanguage(wanted: readonly string[], available: readonly string[] = LANGUAGES): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    if (available.includes(base)) return base;
  }
  return 'en';
}

/** A language's name for itself: `français`. */
export function nameOfLanguage(language: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
}

/** Makes a translator; a key that the catalogue lacks shows itself. */
export function createTranslator(language: string, catalogue: Catalogue): Translator {
  const rules = new Intl.PluralRules(language);
  const whole = new Intl.NumberFormat(language);
  const dateFormat = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'Europe/Brussels' });
    return (iso: string) => format.format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso));
  };
  const clock = (timeStyle: 'medium' | 'short') => new Intl.DateTimeFormat(language, { timeStyle });
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const conjunction = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const fill = (message: string, values: Values) =>
    message.replace(/\$([A-Z_]+)\$/g, (place, name: string) => {
      const value = values[name.toLowerCase()];
      if (value === undefined) return place;
      return typeof value === 'number' ? whole.format(value) : value;
    });
  return {
    language,
    t: (key, values = {}) => fill(catalogue[key]?.message ?? key, values),
    n(key, count, values = {}) {
      const message = catalogue[`${key}_${rules.select(count)}`] ?? catalogue[`${key}_other`];
      return fill(message?.message ?? key, { count, ...values });
    },
    number: (value) => whole.format(value),
    date: dateFormat({ dateStyle: 'long' }),
    mediumDate: dateFormat({ dateStyle: 'medium' }),
    shortDate: dateFormat({ day: 'numeric', month: 'short' }),
    month: dateFormat({ month: 'short', year: 'numeric' }),
    time: (at) => clock('medium').format(at),
    clock: (at) => clock('short').format(at),
    list: (items) => conjunction.format(items),
    country: (code) => regions.of(code) ?? code,
  };
}
