/**
 * Letters about one finding: what was observed, in the words that the popup says, and what the law lets a person ask.
 * None says that a rule was broken. What only the person knows is a blank in square brackets.
 */
import type { Finding, Modality, Purpose } from '../rules/core/index.ts';
import type { Translator } from './i18n.ts';
import { dayOf } from './ledger.ts';
import { modalityName, purposeName } from './names.ts';
import type { VendorWords } from './protocol.ts';

export const LETTER_KINDS = ['access', 'erasure', 'objection', 'complaint'] as const;
/** Articles 15, 17, 21 and 77 of the GDPR. */
export type LetterKind = (typeof LETTER_KINDS)[number];
/** To whom the first three go; a complaint goes to the authority. */
export type Recipient = 'site' | 'vendor';

/** What a dossier knows of who is behind the vendor. */
export interface Maker {
  readonly kind: 'vendor' | 'library';
  readonly company: string | null;
  readonly country: string | null;
}

export interface LetterFacts {
  readonly kind: LetterKind;
  readonly recipient: Recipient;
  readonly finding: Finding;
  readonly vendor: VendorWords;
  readonly maker: Maker;
  /** Host of the visited page. */
  readonly site: string;
  /** Address of the visited page, without query and fragment. */
  readonly page: string;
  /** Name of the authority, for a complaint; null while the person has not said where they live. */
  readonly authority: string | null;
  /** Milliseconds since the epoch. */
  readonly today: number;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Addresses of evidence that a letter names at most. */
const MOST_ADDRESSES = 5;

/** To whom one may write: nobody is behind a library, and a vendor's own page has no other operator. */
export function recipientsFor({ stage, hosted }: Finding, { kind }: Pick<Maker, 'kind'>): readonly Recipient[] {
  if (kind === 'library') return ['site'];
  return stage === 'listed' || hosted ? ['vendor'] : ['site', 'vendor'];
}

/** Writes a letter. `says` is the finding's own sentence in the letter's language. */
export function composeLetter(facts: LetterFacts, says: string, words: Translator): Letter {
  const { kind, today } = facts;
  const subject = words.t(`letter_subject_${kind}`);
  const name = words.t('letter_blank_name');
  const paragraphs = [
    `${name}\n${words.t('letter_blank_address')}`,
    `${words.t('letter_to', { name: addressee(facts) })}\n${words.date(dayOf(today))}`,
    subject,
    words.t('letter_greeting'),
    observed(facts, says, words),
    kind === 'complaint' ? words.t('letter_limits') : `${words.t('letter_limits')} ${words.t('letter_no_claim')}`,
    ...(kind === 'complaint' ? complaint(facts, words) : request(facts, words)),
    `${words.t('letter_closing')}\n${name}`,
  ];
  return { subject, text: `${paragraphs.join('\n\n')}\n` };
}

function addressee({ kind, recipient, vendor, maker, site, authority }: LetterFacts): string {
  if (kind === 'complaint') return authority ?? '[…]';
  return recipient === 'site' ? site : (maker.company ?? vendor.name);
}

/** The visit, the sentence, the addresses, what the list says of the vendor, and whether that is past its review. */
function observed({ finding, vendor, page }: LetterFacts, says: string, words: Translator): string {
  const { evidence, overdue } = finding;
  const date = words.date(dayOf(evidence[0]?.at ?? 0));
  const addresses = [...new Map(evidence.map(({ url, signature }) => [url, signature]))].slice(0, MOST_ADDRESSES);
  const reads = vendor.modalities.map((modality) => modalityName(modality as Modality, words));
  return [
    words.t('letter_seen', { date, url: page, sentence: says }),
    words.t('letter_recognised'),
    ...addresses.map(([url, signature]) => `- ${url} (${signature})`),
    words.t('letter_list', {
      vendor: vendor.name,
      purpose: purposeName(vendor.purpose as Purpose, words),
      modalities: words.list(reads),
    }),
    ...(overdue ? [words.t('overdue', { date: words.date(vendor.reviewed) })] : []),
  ].join('\n');
}

/** Access, erasure or objection. */
function request({ kind, recipient, vendor, maker }: LetterFacts, words: Translator): string[] {
  const others =
    recipient === 'vendor'
      ? words.t('letter_on_behalf')
      : maker.kind === 'vendor' && words.t('letter_passed_on', { vendor: vendor.name });
  return [
    words.t(`letter_ask_${kind}`),
    ...(kind === 'objection' ? [reasons(words)] : []),
    ...(others === false ? [] : [others]),
    words.t('letter_biometric'),
    words.t('letter_find', { detail: words.t('letter_blank_detail') }),
    words.t('letter_answer'),
  ];
}

function complaint({ site, vendor, maker, finding }: LetterFacts, words: Translator): string[] {
  const country = maker.country === null ? [] : [words.country(maker.country)];
  const details = [...(maker.company === null ? [] : [maker.company]), ...country];
  const named = details.length === 0 ? vendor.name : `${vendor.name} (${details.join(', ')})`;
  const names = { site, vendor: named };
  return [
    words.t('letter_ask_complaint'),
    reasons(words),
    words.t('letter_concerns', {
      names: recipientsFor(finding, maker)
        .map((each) => names[each])
        .join('; '),
    }),
    words.t('letter_so_far', { steps: words.t('letter_blank_steps') }),
  ];
}

function reasons(words: Translator): string {
  return words.t('letter_reasons', { reasons: words.t('letter_blank_reasons') });
}

/** Above about 2,048 characters some systems open nothing at all. */
const LONGEST_MAIL_LINK = 2_000;

/** A link that opens the letter in the mail program; without its text where the link would be too long. */
export function mailLink(address: string, { subject, text }: Letter): { href: string; isWhole: boolean } {
  const start = `mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=${encodeURIComponent(subject)}`;
  const whole = `${start}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  return whole.length <= LONGEST_MAIL_LINK ? { href: whole, isWhole: true } : { href: start, isWhole: false };
}
