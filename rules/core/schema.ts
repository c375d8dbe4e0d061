/**
 * The one source of the list's shape: types, validation and (through `rules check --fix`) the editor's JSON Schemas.
 * Only the CLI and tests run this code; everything else imports types, so that zod stays out of the extension.
 */
import { z } from 'zod';
import { ELEMENT, FILE, GLOBAL, HOST, isWellFormed, PATH, STRING } from './literal.ts';
import { MODALITIES, PRACTICES, PROCESSING, PURPOSES } from './vocabulary.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, as in the file name')
  .max(48);
export const date = z.iso.date('use an ISO date, YYYY-MM-DD');
const instant = z.iso.datetime({ offset: true, error: 'use an ISO instant with an offset, 2026-01-31T23:59:00+01:00' });
export const httpsUrl = z.string().regex(/^https:\/\/[^\s/]+(?:\/\S*)?$/, 'use a full https:// address');
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code');

/** What turns, hides or breaks the text around it: control and bidirectional characters, halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const plain = z
  .string()
  .refine((text) => !UNSAFE.test(text), 'no control or bidirectional characters, and no half of a character');
export const sentence = plain
  .min(8)
  .max(600)
  .regex(/^\S.*\S$/s, 'no space at either end');

const host = z.string().regex(HOST, 'a lower-case host name without scheme, port or path, such as sdk.example.com');
const hostPath = z
  .string()
  .refine(
    (value) => isWellFormed('hostPath', value),
    'a host and a path of whole segments, such as api.example.com/face/v1',
  );
const file = z
  .string()
  .regex(FILE, 'a file name, or the end of a path, without a leading slash and without *')
  .refine((value) => value.includes('.', value.lastIndexOf('/') + 1), 'a file name with its extension');
const path = z
  .string()
  .regex(PATH, 'whole path segments that begin with /, such as /client/*/web/wup; * stays within one segment');
const globalName = z.string().regex(GLOBAL, 'a property of window, such as FaceTecSDK or faceapi.nets');
const element = z
  .string()
  .min(2)
  .regex(ELEMENT, 'a custom-element name or attribute selectors, such as x-liveness or iframe[src^="https://…"]')
  .refine((value) => value.includes('-') || value.includes('['), 'a plain tag name says nothing');

const text = z
  .string()
  .min(8)
  .max(120)
  .regex(STRING, 'printable ASCII as it stands in the script, without line breaks');

const strongKinds = {
  hosts: z.array(host).min(1).optional().describe('Product hosts; each covers its subdomains.'),
  hostPaths: z.array(hostPath).min(1).optional().describe('Host plus leading path segments; * within one segment.'),
  files: z.array(file).min(1).optional().describe('File names, or ends of paths, distinctive on any host.'),
  paths: z.array(path).min(1).optional().describe('Path segments distinctive on any host; * within one segment.'),
  globals: z.array(globalName).min(1).optional().describe('Properties of window that the SDK defines.'),
  elements: z.array(element).min(1).optional().describe('Custom elements and attribute selectors the SDK writes.'),
  strings: z
    .array(text)
    .min(1)
    .optional()
    .describe('Texts inside the SDK’s code that outlive bundling; searched only when a person asks for a deep scan.'),
};

/** Flat data only: stores forbid commands that arrive as data. */
export const Detect = z
  .strictObject({
    sites: z
      .array(host)
      .min(1)
      .optional()
      .describe("The vendor's own public site: `listed` when visited, nothing else."),
    hosts: strongKinds.hosts,
    hostPaths: strongKinds.hostPaths,
    files: strongKinds.files,
    paths: strongKinds.paths,
    aliases: z
      .array(host)
      .min(1)
      .optional()
      .describe('Exact first-party host names that a public source ties to the vendor.'),
    globals: strongKinds.globals,
    elements: strongKinds.elements,
    strings: strongKinds.strings,
    weak: z
      .strictObject(strongKinds)
      .optional()
      .describe('Signatures that say nothing alone: two different ones of this vendor must be seen in one page.'),
  })
  .describe('What to look for.');
export type Detect = z.infer<typeof Detect>;

export const Source = z.strictObject({
  ref: z
    .string()
    .regex(
      /^(?:https:\/\/\S+|npm:(?:@[a-z0-9._~-]+\/)?[a-zA-Z0-9._~-]+@[0-9][^\s#]*#\S+)$/,
      'an https:// address or npm:name@version#file',
    )
    .describe('Where a reader can see it: an https address, or npm:name@version#file.'),
  says: sentence.describe('What this source says, in your own words.'),
  shows: z
    .array(z.string().regex(/^(?:site|host|hostPath|file|path|alias|global|element|string):\S/))
    .min(1)
    .optional()
    .describe('The signatures that this source backs, each as kind:literal.'),
  how: z.enum(['live', 'stored-copy', 'npm']).describe('How it was seen.'),
  seen: date.describe('When it was seen.'),
});
export type Source = z.infer<typeof Source>;

const resourceType = z.enum([
  'main_frame',
  'sub_frame',
  'script',
  'stylesheet',
  'image',
  'font',
  'media',
  'object',
  'xmlhttprequest',
  'ping',
  'websocket',
  'other',
]);
export type ResourceType = z.infer<typeof resourceType>;
const caseUrl = z.string().regex(/^(?:https?|wss?):\/\/\S+$/, 'a full URL');

export const PositiveCase = z.strictObject({
  url: caseUrl,
  type: resourceType.optional().describe('webRequest resource type; script when absent.'),
  signature: z.string().optional().describe('The signature that must win, as kind:literal.'),
  weak: z.literal(true).optional().describe('Only a weak signature matches here.'),
});
export const NegativeCase = z.strictObject({
  url: caseUrl,
  type: resourceType.optional(),
  why: sentence.describe('Why this must stay clean.'),
});

/** A vendor dossier: `rules/vendors/<id>.json`. */
export const Vendor = z
  .strictObject({
    $schema: z.literal('../schema/vendor.schema.json'),
    id,
    name: plain.min(2).max(60).describe('The product as people meet it.'),
    kind: z
      .enum(['vendor', 'library'])
      .describe('vendor: a company offers it. library: open-source code that sends nothing to its authors by itself.'),
    company: z
      .string()
      .min(2)
      .max(80)
      .nullable()
      .describe('The legal person behind it; null for a project of individuals.'),
    country: countryCode.nullable().describe('Country of the company; null where no source says it.'),
    homepage: httpsUrl,
    status: z
      .strictObject({
        state: z.enum(['renamed', 'acquired', 'discontinued', 'dormant']),
        note: sentence,
      })
      .optional()
      .describe('Only when the company or product is no longer what its name says.'),
    summary: sentence.describe('What it does with the capture, as far as the sources say it.'),
    modalities: z.array(z.enum(MODALITIES)).min(1),
    purpose: z.enum(PURPOSES),
    practice: z.enum(PRACTICES),
    processing: z
      .enum(PROCESSING)
      .describe('Where the capture is processed as far as a source says it; unstated otherwise.'),
    buildsOn: z.array(id).min(1).optional().describe('Other listed vendors or libraries inside this one.'),
    detect: Detect,
    npm: z
      .array(z.string().regex(/^(?:@[a-z0-9._~-]+\/)?[a-zA-Z0-9._~-]+$/))
      .min(1)
      .optional(),
    privacy: z
      .strictObject({
        policy: httpsUrl.optional(),
        contact: z
          .string()
          .regex(/^(?:https:\/\/\S+|[^@\s]+@[^@\s]+\.[a-z]+)$/, 'an e-mail address or an https:// address')
          .optional(),
      })
      .optional(),
    sources: z.array(Source).min(1),
    caution: sentence.optional().describe('What must not be concluded from a match.'),
    dispute: z.strictObject({ opened: date, says: sentence, url: httpsUrl.optional() }).optional(),
    reply: z.strictObject({ received: date, says: sentence, url: httpsUrl.optional() }).optional(),
    prevalence: z
      .strictObject({
        date: date.describe('Of the crawl or log.'),
        source: sentence.describe('Which crawl or log, with its limits, in words.'),
        population: z.int().positive().describe('Page loads that were looked at.'),
        count: z.int().nonnegative().describe('Page loads of these on which the signatures matched.'),
      })
      .refine(({ population, count }) => count <= population, {
        path: ['count'],
        message: 'is more than the population',
      })
      .optional()
      .describe('How common it was where somebody looked; written by `rules prevalence`, never by hand.'),
    reviewed: date.describe('When a person last checked this file against its sources.'),
    reviewBy: date.describe('After this day the entry counts as overdue: shown with its age, left out of the badge.'),
    cases: z.strictObject({
      positive: z.array(PositiveCase).min(1),
      negative: z.array(NegativeCase).min(1),
    }),
  })
  .describe('One biometric vendor or library. rules/README.md explains every field.');
export type Vendor = z.infer<typeof Vendor>;

/** By two-letter language; a page or official title may exist in other languages than English. */
export const perLanguage = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string().regex(/^[a-z]{2}$/, 'a two-letter language code'), value)
    .refine((map) => Object.keys(map).length > 0, 'needs at least one language');

/** Something a person can do: `rules/actions/<id>.json`. */
export const Action = z
  .strictObject({
    $schema: z.literal('../schema/action.schema.json'),
    id,
    kind: z.enum(['eci', 'petition', 'letter', 'complaint', 'guide']),
    founding: z
      .literal(true)
      .optional()
      .describe('The initiative this project was born from: kept as history for ever.'),
    title: perLanguage(z.string().min(4).max(160)).describe('The official title, only where a source shows it.'),
    description: perLanguage(sentence)
      .refine((map) => 'en' in map, 'needs an English (en) entry')
      .describe('Our own words, one or two sentences.'),
    link: perLanguage(httpsUrl).describe('Where one acts. Never a sign page of something closed.').optional(),
    result: perLanguage(httpsUrl).describe('Where a closed one tells its outcome.').optional(),
    countries: z
      .union([z.literal('EU'), z.literal('any'), z.array(countryCode).min(1)])
      .describe('Whose residents it is for.'),
    organisers: z.array(z.string().min(2)).min(1),
    opens: instant.nullable().describe('null: open on any day.'),
    closes: instant.nullable().describe('null: no closing date.'),
    goal: z.int().positive().nullable(),
    count: z
      .strictObject({
        value: z.int().positive(),
        precision: z.enum(['exact', 'almost', 'over']),
        date,
        source: httpsUrl,
      })
      .nullable(),
    sources: z.array(Source).min(1),
    reviewed: date,
    reviewBy: date,
  })
  .refine((a) => (a.opens === null) === (a.closes === null), {
    path: ['closes'],
    message: 'give both opens and closes, or null for both',
  })
  .refine((a) => a.opens === null || a.closes === null || Date.parse(a.opens) < Date.parse(a.closes), {
    path: ['closes'],
    message: 'must come after opens',
  })
  .describe('One dated call to action. rules/README.md explains every field.');
export type Action = z.infer<typeof Action>;

export const Category = z.strictObject({
  id: z.enum([...MODALITIES, ...PURPOSES, ...PRACTICES]),
  means: sentence.describe('What belongs here.'),
  not: sentence.optional().describe('What is often mistaken for it.'),
});
export const Categories = z.strictObject({
  $schema: z.literal('./schema/categories.schema.json'),
  modalities: z.array(Category),
  purposes: z.array(Category),
  practices: z.array(Category),
});
export type Categories = z.infer<typeof Categories>;
