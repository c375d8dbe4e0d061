/** The shape of what people act with besides the actions: whom to complain to, and what the campaign was. */
import { z } from 'zod';
import { countryCode, date, httpsUrl, perLanguage, Source, sentence } from './schema.ts';

const officialName = z.string().min(4).max(160);
const email = z.string().regex(/^[^@\s]+@[^@\s]+\.[a-z]+$/, 'an e-mail address');

/** Where one authority is reached. What no source shows is left out. */
const office = {
  name: perLanguage(officialName).describe(
    'The official name in its own languages, and English where a source has it.',
  ),
  website: httpsUrl,
  complaint: httpsUrl.optional().describe('The page or form for complaints.'),
  email: email.optional().describe('Where it takes letters by e-mail.'),
};

/** A country's data protection authority: `rules/authorities/<country>.json`. */
export const Authority = z
  .strictObject({
    $schema: z.literal('../schema/authority.schema.json'),
    id: z.string().regex(/^[a-z]{2}$/, 'the country code in lower case, as in the file name'),
    country: countryCode,
    ...office,
    signed: z
      .literal(true)
      .optional()
      .describe('It takes complaints only signed: on paper, or with an electronic signature that the law recognises.'),
    regions: z
      .array(z.strictObject({ region: z.string().min(2).max(60), ...office }))
      .min(2)
      .optional()
      .describe('Authorities of parts of the country, where those watch over most companies.'),
    sources: z.array(Source).min(1),
    reviewed: date,
    reviewBy: date,
  })
  .refine(({ id, country }) => id === country.toLowerCase(), { path: ['country'], message: 'must be that of the id' })
  .describe('Whom people of one country complain to. rules/README.md explains every field.');
export type Authority = z.infer<typeof Authority>;

const said = perLanguage(sentence).refine((map) => 'en' in map, 'needs an English (en) entry');

export const Chapter = z.strictObject({
  id: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  title: perLanguage(z.string().min(4).max(80)).refine((map) => 'en' in map, 'needs an English (en) entry'),
  points: z
    .array(
      z.strictObject({
        date: z
          .string()
          .regex(/^\d{4}-\d\d(?:-\d\d)?$/, 'an ISO date, or a month, YYYY-MM')
          .optional()
          .describe('When it happened, or when the number was given.'),
        count: z
          .strictObject({ value: z.int().positive(), precision: z.enum(['exact', 'almost', 'over']) })
          .optional()
          .describe('A number of people; its text says who gave it.'),
        text: said,
        names: z.array(z.string().min(3)).min(1).optional().describe('Names, as they stand in the sources.'),
        sources: z.array(httpsUrl).min(1).describe('Refs of the sources below.'),
      }),
    )
    .min(1),
});

/** The campaign that this project was born from: `rules/campaign.json`. */
export const Campaign = z
  .strictObject({
    $schema: z.literal('./schema/campaign.schema.json'),
    initiative: z.string().describe('Id of the action that was its initiative.'),
    notice: said.describe('Stands above all: that it is closed, whatever old pages say.'),
    chapters: z.array(Chapter).min(1),
    sources: z.array(Source).min(1),
    reviewed: date,
    reviewBy: date,
  })
  .describe('History: what was asked, by whom, and what came of it. Invites to nothing.');
export type Campaign = z.infer<typeof Campaign>;
