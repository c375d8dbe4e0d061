/** Letters about real entries of the list, from invented visits: for people who read them, and for tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageSentence } from '../../components/stage-sentence.ts';
import { toObservation } from '../../rules/cli/observe.ts';
import { toRuleset } from '../../rules/cli/ruleset.ts';
import { compile, detect, type Finding, type Sighting, type Stage, type Vendor } from '../../rules/core/index.ts';
import { withoutQuery } from '../../utils/address.ts';
import { createTranslator, localeFolder, type Translator } from '../../utils/i18n.ts';
import { composeLetter, type Letter, type LetterFacts } from '../../utils/letter.ts';

const LOCALES = join(import.meta.dirname, '../../public/_locales');

export function translatorOf(language: string): Translator {
  const catalogue = readFileSync(join(LOCALES, localeFolder(language), 'messages.json'), 'utf8');
  return createTranslator(language, JSON.parse(catalogue));
}

const SEEN_AT = Date.parse('2026-11-26T10:15:00Z');

/** A finding of this vendor at this stage, by the first address that its dossier says must match. */
export function findingOf(vendor: Vendor, stage: Stage, more: Partial<Sighting> = {}): Finding {
  const index = compile(toRuleset([vendor]));
  const [first] = vendor.cases.positive.flatMap(({ url, type = 'script' }) => {
    const seen = toObservation(url, type);
    return seen === null ? [] : detect(index, seen, true).map(({ signature }) => ({ url, signature }));
  });
  if (first === undefined) throw new Error(`${vendor.id} has no case that matches`);
  const sighting: Sighting = {
    vendor: vendor.id,
    signature: first.signature,
    stage,
    weak: false,
    via: 'request',
    url: withoutQuery(first.url),
    frame: '',
    at: SEEN_AT,
    ...more,
  };
  return { vendor: vendor.id, stage, hosted: false, overdue: false, evidence: [sighting] };
}

export type Choice = Pick<LetterFacts, 'kind' | 'recipient'> & { readonly authority?: string; readonly today?: number };

/** The letter that the page would compose. */
export function letterAbout(vendor: Vendor, finding: Finding, choice: Choice, words: Translator): Letter {
  const facts: LetterFacts = {
    authority: null,
    today: SEEN_AT,
    ...choice,
    finding,
    vendor,
    maker: vendor,
    site: 'shop.example',
    page: 'https://shop.example/login',
  };
  return composeLetter(facts, stageSentence(finding, vendor, words), words);
}
