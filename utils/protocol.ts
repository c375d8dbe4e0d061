/** Messages between pages of the extension and its background: shapes, and the check that untrusted data passes. */
import * as z from 'zod/mini';
import type { Finding, ListedVendor } from '../rules/core/index.ts';
import { integer } from './checks.ts';
import type { Outcome } from './update-parts.ts';

/** What the options do with the lists of updates. */
const updatesAct = z.literal(['show', 'check', 'back', 'newest', 'import']);
export type UpdatesAct = z.infer<typeof updatesAct>;

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
  /** `packaged`: as the package's list has them, whichever is in use. */
  vendors: z.strictObject({ ask: z.literal('vendors'), packaged: z.optional(z.boolean()) }),
  /** `text`: the file to import. */
  updates: z.strictObject({ ask: z.literal('updates'), act: updatesAct, text: z.optional(z.string()) }),
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
export type Report = ReportBase &
  (
    | { readonly state: 'forbidden' | 'unreachable' | 'unwatched' }
    | {
        readonly state: 'paused';
        /** The organisation has paused this site: the person cannot resume it. */
        readonly byOrganisation: boolean;
        /** When it ends, in milliseconds since the epoch; 0: when the browser closes; null: never by itself. */
        readonly until: number | null;
      }
    | {
        readonly state: 'watched';
        readonly findings: readonly Finding[];
        /** What the words need to know of each vendor found, by id. */
        readonly vendors: Readonly<Record<string, VendorWords>>;
      }
  );

interface ReportBase {
  readonly host: string;
  readonly listDate: string;
  /** The tab is in a private window: nothing that names what was found there may reach a disk. */
  readonly isPrivate: boolean;
}

/** What it knows of a page that it looks at. */
export type WatchedReport = Extract<Report, { state: 'watched' }>;

export interface VendorWords {
  readonly name: string;
  readonly modalities: readonly string[];
  readonly purpose: string;
  readonly practice: string;
  readonly reviewed: string;
}

/** How the list in use stands. */
export interface UpdatesAnswer {
  /** Of the update that brought it; 0: it came with the package. */
  readonly serial: number;
  /** ISO date of the list. */
  readonly date: string;
  readonly commit: string | null;
  /** Milliseconds since the epoch, 0 before the first check; and what that came to. */
  readonly checkedAt: number;
  readonly checked: Outcome;
  readonly hasPrevious: boolean;
  readonly hasNewer: boolean;
  /** The update that should be in use could not be opened. */
  readonly isDamaged: boolean;
  /** What this very step came to. */
  readonly outcome: Outcome | null;
}

/** Every vendor of the list in use, and which list that is. */
export interface VendorsAnswer {
  readonly serial: number;
  readonly date: string;
  readonly vendors: readonly ListedVendor[];
}

export interface Answers {
  readonly report: Report;
  readonly pause: Report;
  readonly block: null;
  readonly texts: readonly string[];
  readonly vendors: VendorsAnswer;
  readonly updates: UpdatesAnswer;
  readonly found: null;
}

/** How an answer travels: errors come back as words, not as silence. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
