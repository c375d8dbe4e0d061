/** The shape of an evidence bundle, for whoever reads one: `schema/evidence.schema.json` is made from it. */
import { z } from 'zod';
import { EVIDENCE_FORMAT, EVIDENCE_STATEMENT, type Evidence } from '../core/evidence.ts';
import { Source, Vendor } from '../core/schema.ts';
import { MODALITIES, PRACTICES, PURPOSES, STAGES } from '../core/vocabulary.ts';

const date = z.iso.date();
const instant = z.iso.datetime({ offset: true, precision: 3 }).describe('With the offset of the zone in made.zone.');
const vendor = Vendor.shape.id;
const stage = z.enum(STAGES).describe('The highest that was observed; rules/README.md says what each proves.');
const address = z.string().regex(/^[^?#]*$/, 'holds a query or a fragment');

const Sighting = z.strictObject({
  stage,
  via: z.enum(['page', 'request', 'alias', 'worker', 'frame', 'scan']).describe('How it came to be known.'),
  signature: z.string().describe('kind:literal, as in the list.'),
  weak: z.boolean().describe('Says nothing alone.'),
  url: address.describe('Without query and fragment.'),
  frame: z.string().nullable().describe('Host of the embedded frame; null: the page itself.'),
  initiator: z.string().nullable().describe('Origin that asked; null: the browser did not say.'),
  sensor: z.enum(['camera', 'microphone', 'picture']).nullable(),
  blocked: z.boolean().describe('Asked for while the person had it blocked there.'),
  at: instant.describe('First time seen.'),
});

const Finding = z.strictObject({
  vendor,
  stage,
  says: z.string().describe('The stage in its own words.'),
  hosted: z.boolean().describe('The page itself is the vendor’s hosted check.'),
  overdue: z.boolean().describe('The entry was past its day of review.'),
  blocked: z.boolean().describe('All of it was blocked: the stage was asked for, not reached.'),
  sightings: z.array(Sighting),
});

const Listed = z.strictObject({
  id: vendor,
  name: z.string(),
  modalities: z.array(z.enum(MODALITIES)),
  purpose: z.enum(PURPOSES),
  practice: z.enum(PRACTICES),
  reviewed: date,
  reviewBy: date,
  caution: z.string().nullable().describe('What must not be concluded from a match.'),
  dispute: Vendor.shape.dispute.unwrap().nullable(),
  reply: Vendor.shape.reply.unwrap().nullable(),
  sources: z.array(Source),
});

const common = {
  countergaze: z.literal('evidence'),
  format: z.literal(EVIDENCE_FORMAT),
  statement: z.literal(EVIDENCE_STATEMENT),
  made: z.strictObject({ at: instant, zone: z.string().describe('IANA name of the time zone.') }),
  extension: z.string().describe('Version of the extension.'),
  list: z.strictObject({
    date,
    serial: z.int().nullable().describe('Number of the signed update; null: packed with the extension.'),
  }),
  vendors: z.array(Listed).describe('What the list said of the vendors named here.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Over the canonical JSON (RFC 8785) of everything but this field.'),
};

const Page = z.strictObject({
  ...common,
  kind: z.literal('page'),
  page: address.describe('Address of the page without query and fragment.'),
  language: z.string().describe('Of the words in says: BCP 47.'),
  findings: z.array(Finding),
});

const Ledger = z.strictObject({
  ...common,
  kind: z.literal('ledger'),
  chosen: z
    .strictObject({ from: date, to: date, vendor: z.string(), site: z.string(), modality: z.enum(['', ...MODALITIES]) })
    .describe('What the lines were chosen by.'),
  lines: z.array(z.strictObject({ day: date, site: z.string(), vendor: z.string(), stage, documents: z.int().min(1) })),
});

export const EvidenceSchema: z.ZodType<Evidence> = z.discriminatedUnion('kind', [Page, Ledger]);
