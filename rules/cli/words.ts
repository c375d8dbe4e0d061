/** The messages of one language, as the popup says them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Speaker } from '../core/index.ts';
import { RULES_DIR } from './load.ts';

const LOCALES = join(RULES_DIR, '../public/_locales');

/** Speaks a language that the extension has; English otherwise, as the extension does. */
export function speakerOf(wanted: string): Speaker & { readonly language: string } {
  const folder = (language: string) => join(LOCALES, language === 'pt' ? 'pt_PT' : language, 'messages.json');
  const language = existsSync(folder(wanted)) ? wanted : 'en';
  const messages = JSON.parse(readFileSync(folder(language), 'utf8')) as Record<string, { message: string }>;
  const whole = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Brussels' });
  return {
    language,
    t: (key, values = {}) =>
      (messages[key]?.message ?? key).replace(/\$([A-Z_]+)\$/g, (place, name: string) => {
        const value = values[name.toLowerCase()] ?? place;
        return typeof value === 'number' ? whole.format(value) : value;
      }),
    date: (iso) => day.format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)),
  };
}
