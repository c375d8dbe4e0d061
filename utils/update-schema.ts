/** What an update may hold: flat data in bounds. A signature says who made it, this says that it is sound. */
import * as z from 'zod/mini';
import { MODALITIES, PRACTICES, PROCESSING, PURPOSES, type Update } from '../rules/core/index.ts';
import { whole } from './whole.ts';

const MOST = 10_000;

const text = z.string().check(z.maxLength(1_000));
const texts = z.array(text).check(z.maxLength(MOST));
const id = z.string().check(z.regex(/^[a-z0-9-]{1,48}$/));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const instant = z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value))));
const link = z.string().check(z.regex(/^https:\/\/\S{1,1000}$/));
const contact = z.string().check(z.regex(/^(?:https:\/\/|[^@\s:]+@)\S{1,200}$/));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const perLanguage = <T extends z.ZodMiniType>(value: T) =>
  z.record(z.string().check(z.regex(/^[a-z]{2}$/)), value).check(z.refine((map) => Object.keys(map).length > 0));

const sources = z.array(
  z.strictObject({
    ref: z.string().check(z.regex(/^(?:https:\/\/|npm:)\S{1,1000}$/)),
    says: text,
    shows: z.optional(texts),
    how: z.enum(['live', 'stored-copy', 'npm']),
    seen: day,
  }),
);

/** A dossier once it is unpacked, with what the list says of its vendor. */
const Dossier = z.strictObject({
  id,
  name: text,
  kind: z.enum(['vendor', 'library']),
  company: z.nullable(text),
  country: z.nullable(country),
  homepage: link,
  status: z.optional(z.strictObject({ state: z.enum(['renamed', 'acquired', 'discontinued', 'dormant']), note: text })),
  summary: text,
  modalities: z.array(z.enum(MODALITIES)).check(z.minLength(1)),
  purpose: z.enum(PURPOSES),
  practice: z.enum(PRACTICES),
  processing: z.enum(PROCESSING),
  buildsOn: z.optional(texts),
  privacy: z.optional(z.strictObject({ policy: z.optional(link), contact: z.optional(contact) })),
  sources,
  caution: z.optional(text),
  dispute: z.optional(z.strictObject({ opened: day, says: text, url: z.optional(link) })),
  reply: z.optional(z.strictObject({ received: day, says: text, url: z.optional(link) })),
  reviewed: day,
  reviewBy: day,
});
export const Dossiers = z.record(id, Dossier);

const Action = z.strictObject({
  id,
  kind: z.enum(['eci', 'petition', 'letter', 'complaint', 'guide']),
  founding: z.optional(z.literal(true)),
  title: perLanguage(text),
  description: perLanguage(text),
  link: z.optional(perLanguage(link)),
  result: z.optional(perLanguage(link)),
  countries: z.union([z.enum(['EU', 'any']), z.array(country)]),
  organisers: texts,
  opens: z.nullable(instant),
  closes: z.nullable(instant),
  goal: z.nullable(whole()),
  count: z.nullable(
    z.strictObject({ value: whole(), precision: z.enum(['exact', 'almost', 'over']), date: day, source: link }),
  ),
  sources,
  reviewed: day,
  reviewBy: day,
});

const columns = z.record(text, z.array(z.unknown()));

/** What is signed. The packed list and dossiers are judged further when they have been opened. */
const Body = z.strictObject({
  serial: whole(1),
  commit: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  made: instant,
  ruleset: z.string(),
  dossiers: z.strictObject({
    ids: z.array(id).check(z.maxLength(MOST)),
    counts: z.array(whole()).check(z.maxLength(MOST)),
    dossiers: columns,
    sources: columns,
  }),
  actions: z.array(Action).check(z.maxLength(MOST)),
});

export function toUpdate(data: unknown): Update {
  return Body.parse(data) as unknown as Update;
}
