/** What an update may hold: flat data in bounds. A signature says who made it, this says that it is sound. */
import * as z from 'zod/mini';
import { MODALITIES, PRACTICES, PROCESSING, PURPOSES, type Update } from '../rules/core/index.ts';
import { atMost, integer, matching, must } from './checks.ts';
import { either, nullable, record } from './update-checks.ts';

const MOST = 10_000;

const text = z.string().check(atMost(1_000));
const texts = z.array(text).check(atMost(MOST));
const ID = /^[a-z0-9-]{1,48}$/;
const id = matching(ID);
const day = matching(/^\d{4}-\d\d-\d\d$/);
const instant = z.string().check(must((value) => !Number.isNaN(Date.parse(value))));
const link = matching(/^https:\/\/\S{1,1000}$/);
const contact = matching(/^(?:https:\/\/|[^@\s:]+@)\S{1,200}$/);
const country = matching(/^[A-Z]{2}$/);
const perLanguage = <T extends z.ZodMiniType>(value: T) =>
  record(/^[a-z]{2}$/, value).check(must((map) => Object.keys(map).length > 0));

const sources = z.array(
  z.strictObject({
    ref: matching(/^(?:https:\/\/|npm:)\S{1,1000}$/),
    says: text,
    shows: z.optional(texts),
    how: z.literal(['live', 'stored-copy', 'npm']),
    seen: day,
  }),
);

/** A dossier once it is unpacked, with what the list says of its vendor. */
const Dossier = z.strictObject({
  id,
  name: text,
  kind: z.literal(['vendor', 'library']),
  company: nullable(text),
  country: nullable(country),
  homepage: link,
  status: z.optional(
    z.strictObject({ state: z.literal(['renamed', 'acquired', 'discontinued', 'dormant']), note: text }),
  ),
  summary: text,
  modalities: z.array(z.literal(MODALITIES)).check(must((some) => some.length > 0)),
  purpose: z.literal(PURPOSES),
  practice: z.literal(PRACTICES),
  processing: z.literal(PROCESSING),
  buildsOn: z.optional(texts),
  privacy: z.optional(z.strictObject({ policy: z.optional(link), contact: z.optional(contact) })),
  sources,
  caution: z.optional(text),
  dispute: z.optional(z.strictObject({ opened: day, says: text, url: z.optional(link) })),
  reply: z.optional(z.strictObject({ received: day, says: text, url: z.optional(link) })),
  reviewed: day,
  reviewBy: day,
});
export const Dossiers = record(ID, Dossier);

const Action = z.strictObject({
  id,
  kind: z.literal(['eci', 'petition', 'letter', 'complaint', 'guide']),
  founding: z.optional(z.literal(true)),
  title: perLanguage(text),
  description: perLanguage(text),
  link: z.optional(perLanguage(link)),
  result: z.optional(perLanguage(link)),
  countries: either(z.literal(['EU', 'any']), z.array(country)),
  organisers: texts,
  opens: nullable(instant),
  closes: nullable(instant),
  goal: nullable(integer()),
  count: nullable(
    z.strictObject({ value: integer(), precision: z.literal(['exact', 'almost', 'over']), date: day, source: link }),
  ),
  sources,
  reviewed: day,
  reviewBy: day,
});

const columns = record(/^.{0,1000}$/s, z.array(z.unknown()));

/** What is signed. The packed list and dossiers are judged further when they have been opened. */
const Body = z.strictObject({
  serial: integer(1),
  commit: matching(/^[0-9a-f]{40}$/),
  made: instant,
  ruleset: z.string(),
  dossiers: z.strictObject({
    ids: z.array(id).check(atMost(MOST)),
    counts: z.array(integer()).check(atMost(MOST)),
    dossiers: columns,
    sources: columns,
  }),
  actions: z.array(Action).check(atMost(MOST)),
});

export function toUpdate(data: unknown): Update {
  return Body.parse(data) as unknown as Update;
}
