/** Letters: what they say is what was observed, and the rest is asked. */
import { describe, expect, test, vi } from 'vitest';
import { stageSentence } from '../../../components/stage-sentence.ts';
import { EEA } from '../../../rules/cli/check-acting.ts';
import { loadList, valuesOf } from '../../../rules/cli/load.ts';
import { STAGES, type Vendor } from '../../../rules/core/index.ts';
import { authorityOf, officialName } from '../../../utils/authorities.ts';
import { LANGUAGES } from '../../../utils/i18n.ts';
import { LETTER_KINDS, mailLink, recipientsFor } from '../../../utils/letter.ts';
import { findingOf, letterAbout, translatorOf } from '../../support/letters.ts';

const list = loadList();
const vendors = valuesOf(list.vendors);
const places = valuesOf(list.authorities);
const named = (id: string) => vendors.find((vendor) => vendor.id === id) as Vendor;
const biocatch = named('biocatch');
const english = translatorOf('en');
const letter = (vendor: Vendor, choice: Partial<Parameters<typeof letterAbout>[2]> = {}, words = english) =>
  letterAbout(vendor, findingOf(vendor, 'loaded'), { kind: 'access', recipient: 'site', ...choice }, words);

/** Every letter there can be about a vendor. */
function* everyLetter(vendor: Vendor) {
  for (const stage of STAGES) {
    const finding = findingOf(vendor, stage);
    for (const language of LANGUAGES) {
      const words = translatorOf(language);
      for (const kind of LETTER_KINDS) {
        for (const recipient of recipientsFor(finding, vendor)) {
          const { text } = letterAbout(vendor, finding, { kind, recipient, authority: 'Authority' }, words);
          yield { text, kind, language, finding, words };
        }
      }
    }
  }
}

/** What a reader of a language looks for; other languages are read by people. */
const READERS: Readonly<Record<string, { claims: RegExp; condition: RegExp; may: RegExp }>> = {
  en: {
    claims:
      /violat|illegal|unlawful|breach|\b(?:has|have|was|were) (?:infringed|scanned|recorded|identified)|you (?:are )?process(?:ed|ing)/i,
    condition: /^\s*If /,
    may: /may be processed/,
  },
  fr: {
    claims: /viol[eé]|illégal|illicite|manquement|a (?:enfreint|été (?:scanné|enregistré|identifié))|vous avez traité/i,
    condition: /^\s*Si /,
    may: /pourraient être traitées/,
  },
};

describe.each(['biocatch', 'facetec', 'pimeyes', 'face-api-js'])('about %s', (id) => {
  const vendor = named(id);

  test('every letter quotes the sentence of the popup, whole, and names no query', () => {
    for (const { text, finding, words } of everyLetter(vendor)) {
      const sentence = stageSentence(finding, vendor, words);
      expect(text).toMatch(/[“„«»”]\s?.+[”“»«]/u);
      expect(text.split(sentence)).toHaveLength(2);
      expect(text).not.toMatch(/https?:\S*[?#]/);
      expect(text).not.toMatch(/\$[A-Z]+\$|\b(?:undefined|null)\b|letter_/);
    }
  });

  test('no letter says that a rule was broken or that a body was read', () => {
    for (const { text, language } of everyLetter(vendor)) {
      const { claims } = READERS[language] ?? {};
      if (claims !== undefined) expect(text).not.toMatch(claims);
    }
  });

  test('biometric data stand only behind an "if", and a complaint says "may"', () => {
    for (const { text, kind, language } of everyLetter(vendor)) {
      const reader = READERS[language];
      if (reader === undefined) continue;
      const sentences = text.split(/[.\n]/).filter((sentence) => /biom[eé]tri/.test(sentence));
      if (kind !== 'complaint') expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(sentence).toMatch(reader.condition);
      if (kind === 'complaint') expect(text).toMatch(reader.may);
    }
  });
});

test('each kind names its article, and the site and the vendor are asked their own question', () => {
  expect(letter(biocatch).subject).toContain('Article 15');
  expect(letter(biocatch, { kind: 'erasure' }).subject).toContain('Article 17');
  expect(letter(biocatch, { kind: 'objection' }).subject).toContain('Article 21');
  expect(letter(biocatch, { kind: 'complaint' }).subject).toContain('Article 77');
  const toSite = letter(biocatch).text;
  expect(toSite).toContain('To: shop.example');
  expect(toSite).toContain('passed on to BioCatch');
  const toVendor = letter(biocatch, { recipient: 'vendor' }).text;
  expect(toVendor).toContain('To: BioCatch Ltd.');
  expect(toVendor).toContain('pass this request on');
  expect(toVendor).not.toContain('passed on to');
});

test('a complaint names who it is about, with company and country as far as they are known', () => {
  const { text } = letter(named('pimeyes'), { kind: 'complaint', authority: 'Persónuvernd' });
  const { company, country } = named('pimeyes');
  expect(text).toContain('To: Persónuvernd');
  expect(text).toContain(`It concerns: shop.example; PimEyes (${company}, ${english.country(country as string)}).`);
  expect(text).not.toContain('do not claim');
  expect(text).toContain('A browser cannot see');
});

test('nobody is behind a library, and nobody else behind a vendor’s own page', () => {
  const library = named('face-api-js');
  expect(library.kind).toBe('library');
  expect(recipientsFor(findingOf(library, 'started'), library)).toEqual(['site']);
  expect(letter(library).text).not.toContain('passed on to');
  expect(recipientsFor(findingOf(biocatch, 'listed'), biocatch)).toEqual(['vendor']);
  expect(recipientsFor({ ...findingOf(biocatch, 'loaded'), hosted: true }, biocatch)).toEqual(['vendor']);
  expect(recipientsFor(findingOf(biocatch, 'loaded'), biocatch)).toEqual(['site', 'vendor']);
});

test('an entry that is past its review is said to be', () => {
  const finding = { ...findingOf(biocatch, 'loaded'), overdue: true };
  const { text } = letterAbout(biocatch, finding, { kind: 'access', recipient: 'site' }, english);
  const sentence = english.t('overdue', { date: english.date(biocatch.reviewed) });
  expect(text).toContain(`.\n${sentence}\n`);
  expect(letter(biocatch).text).not.toContain(sentence);
});

test.each([
  ['Pacific/Auckland', 'November 27, 2026'],
  ['America/Los_Angeles', 'November 25, 2026'],
])('the days are those of the person’s own calendar: in %s %s', (zone, day) => {
  vi.stubEnv('TZ', zone);
  const at = Date.parse(zone.startsWith('Pacific') ? '2026-11-26T15:00:00Z' : '2026-11-26T05:00:00Z');
  const finding = findingOf(biocatch, 'loaded', { at });
  const { text } = letterAbout(biocatch, finding, { kind: 'access', recipient: 'site', today: at }, english);
  vi.unstubAllEnvs();
  expect(text.match(/November \d+, 2026/g)?.slice(0, 2)).toEqual([day, day]);
});

test('at most five addresses stand in a letter, each once', () => {
  const finding = findingOf(biocatch, 'loaded');
  const [first] = finding.evidence;
  const evidence = Array.from({ length: 20 }, (_, at) => ({
    ...(first as (typeof finding.evidence)[number]),
    url: `https://a.test/${at >> 1}`,
  }));
  const { text } = letterAbout(biocatch, { ...finding, evidence }, { kind: 'access', recipient: 'site' }, english);
  expect(text.match(/^- .*$/gm)).toHaveLength(5);
});

describe('the link to the mail program', () => {
  test('holds a short letter whole, with its line ends', () => {
    const { href, isWhole } = mailLink('dpo@acme.com', { subject: 'Access & more', text: 'A?\nB' });
    expect(isWhole).toBe(true);
    expect(href).toBe('mailto:dpo@acme.com?subject=Access%20%26%20more&body=A%3F%0D%0AB');
  });

  test('leaves the text out when it would grow too long, and cannot be given a second recipient', () => {
    const { href, isWhole } = mailLink('a@b.test?bcc=c@d.test', letter(biocatch));
    expect(isWhole).toBe(false);
    expect(href).not.toContain('body=');
    expect(new URL(href).searchParams.get('bcc')).toBeNull();
  });
});

describe('authorities', () => {
  test('every country of the EEA has one, and no other', () => {
    for (const country of EEA) expect(authorityOf(places, country)?.country).toBe(country);
    expect(authorityOf(places, 'US')).toBeNull();
    expect(authorityOf(places, '')).toBeNull();
  });

  test('a region has its own; an unknown one is the country’s', () => {
    expect(authorityOf(places, 'DE', 'Bayern')?.name.de).toContain('Bayerisches Landesamt');
    expect(authorityOf(places, 'DE', 'Atlantis')?.website).toBe(authorityOf(places, 'DE')?.website);
  });

  test('its name is its own, in the asked language if it has that', () => {
    const belgian = authorityOf(places, 'BE') as NonNullable<ReturnType<typeof authorityOf>>;
    expect(officialName(belgian, 'nl')).toEqual({ value: 'Gegevensbeschermingsautoriteit', language: 'nl' });
    expect(officialName(belgian, 'de').language).toBe('fr');
    const irish = authorityOf(places, 'IE') as NonNullable<ReturnType<typeof authorityOf>>;
    expect(officialName(irish, 'fr').language).toBe('en');
  });
});
