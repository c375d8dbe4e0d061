/** Messages between pages of the extension and its background: shapes, and the check that untrusted data passes. */
import * as z from 'zod/mini';
import type { Finding, ListedVendor } from '../rules/core/index.ts';
import { integer } from './checks.ts';

const tabId = integer(0);

/** What the pages ask, by its name: a table, since a union would weigh more in the background. */
export const QUESTIONS = {
  report: z.strictObject({ ask: z.literal('report'), tabId }),
  /** The tab's site has just been paused, or resumed. */
  pause: z.strictObject({ ask: z.literal('pause'), tabId, paused: z.boolean() }),
  /** Make the browser's rules follow the settings; the answer comes when they do. */
  block: z.strictObject({ ask: z.literal('block') }),
  /** What a deep scan looks for. */
  texts: z.strictObject({ ask: z.literal('texts') }),
  /** What the list says of every vendor. */
  vendors: z.strictObject({ ask: z.literal('vendors') }),
  /** Keep that this text of the list stands in the answer that a document got from `url`. */
  found: z.strictObject({
    ask: z.literal('found'),
    text: z.string(),
    url: z.string(),
    tabId,
    frameId: integer(),
    documentId: z.string(),
    documentUrl: z.string(),
  }),
};
/** For how long a site is paused; `off`: no longer. */
export type PauseSpan = 'hour' | 'restart' | 'always' | 'off';
export type Question = { [K in keyof typeof QUESTIONS]: z.infer<(typeof QUESTIONS)[K]> }[keyof typeof QUESTIONS];

/**
 * What the background knows of a tab's current page.
 * `forbidden`: no permission for this site. `unreachable`: a page of the browser or a store.
 * `unwatched`: the page was there before the extension could look. `paused`: on this site, by the person or by their organisation.
 */
export type Report =
  | {
      readonly state: 'forbidden' | 'unreachable' | 'unwatched';
      readonly host: string;
      readonly listDate: string;
    }
  | {
      readonly state: 'paused';
      readonly host: string;
      readonly listDate: string;
      /** The organisation has paused this site: the person cannot resume it. */
      readonly byOrganisation: boolean;
      /** When it ends, in milliseconds since the epoch; 0: when the browser closes; null: never by itself. */
      readonly until: number | null;
    }
  | {
      readonly state: 'watched';
      readonly host: string;
      readonly listDate: string;
      readonly findings: readonly Finding[];
      /** What the words need to know of each vendor found, by id. */
      readonly vendors: Readonly<Record<string, VendorWords>>;
    };

export interface VendorWords {
  readonly name: string;
  readonly modalities: readonly string[];
  readonly purpose: string;
  readonly practice: string;
  readonly reviewed: string;
}

export interface Answers {
  readonly report: Report;
  readonly pause: Report;
  readonly block: null;
  readonly texts: readonly string[];
  readonly vendors: readonly ListedVendor[];
  readonly found: null;
}

/** How an answer travels: errors come back as words, not as silence. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
