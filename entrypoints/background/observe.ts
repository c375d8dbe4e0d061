/** From browser events to sightings: which document asked for what. */
import {
  type Detection,
  type DocumentContext,
  detect,
  fromReport,
  type IsBlocked,
  match,
  type Sighting,
  signatureOf,
  splitUrl,
  whenStopped,
} from '../../rules/core/index.ts';
import { hostOf, withoutQuery } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { engine, judge } from '../../utils/engine.ts';
import type { Pages } from '../../utils/pages.ts';
import type { ProbeReport } from '../../utils/probe-report.ts';
import type { Badge } from './badge.ts';
import { currentDocument, type Document, outermostDocument } from './current.ts';
import { blockerOn } from './site.ts';

/** The fields of a webRequest event that are read here; Firefox has no document ids on some, Chromium no originUrl. */
export interface RequestDetails {
  readonly tabId: number;
  readonly frameId: number;
  readonly type: string;
  readonly url: string;
  readonly timeStamp: number;
  readonly documentId?: string | undefined;
  readonly parentDocumentId?: string | undefined;
  readonly initiator?: string | undefined;
  readonly originUrl?: string | undefined;
  readonly documentUrl?: string | undefined;
  /** Firefox only: whether a private window asks. */
  readonly incognito?: boolean | undefined;
}

type Asker = Pick<RequestDetails, 'initiator' | 'documentUrl' | 'originUrl'>;

/** What the browser says about where a message comes from. */
export interface ScriptSender {
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
}

/** Of what documents have shown, this much is remembered to know it again. */
const MOST_SHOWN = 5_000;

export class Observer {
  readonly #pages: Pages;
  readonly #badge: Badge;
  readonly #shown = new Set<string>();

  constructor(pages: Pages, badge: Badge) {
    this.#pages = pages;
    this.#badge = badge;
  }

  /** A request is about to be made. Returns at once; only a hit costs more than the match. */
  onRequest(details: RequestDetails): undefined {
    if (details.type === 'main_frame') return; // its probe says where it led: a redirect may come between
    const detections = judge(details.url, 'request');
    if (detections.length > 0 && this.#isNews(details, detections)) void this.#record(details, detections);
  }

  /** False for what a document has shown before: a page may ask a hundred thousand times, and each costs the browser. */
  #isNews({ documentId }: RequestDetails, detections: readonly Detection[]): boolean {
    if (documentId === undefined) return true;
    const shown = documentId + detections.map(({ signature }) => signature);
    if (this.#shown.has(shown)) return false;
    if (this.#shown.size > MOST_SHOWN) this.#shown.clear();
    this.#shown.add(shown);
    return true;
  }

  /** What documents have shown counts anew: they may be let through, blocked or looked at now, and were not before. */
  forgetShown(): void {
    this.#shown.clear();
  }

  /** A request to a first-party name that leads to `name`: judged by that, since that is who answers. */
  async onAlias(details: RequestDetails, name: string): Promise<void> {
    const path = splitUrl(details.url)?.path ?? '/';
    const detections = detect(engine(), { kind: 'request', host: name, path }).filter(({ signature }) =>
      /^host(?:Path)?:/.test(signature),
    );
    if (detections.length > 0) await this.#record(details, detections, 'alias');
  }

  /** A document's probe speaks. What it names is checked against the list, where it stands is the browser's word. */
  async onProbe(report: ProbeReport | null, sender: ScriptSender): Promise<void> {
    const place = await placeOf(sender);
    if (place === undefined) return;
    const { tabId, page, context } = place;
    // Cut only when judged: what tells may stand at the end of a long address.
    const sightings =
      report === null
        ? []
        : fromReport(engine(), report, context).map((each) => ({ ...each, url: withoutQuery(each.url) }));
    if (page.id === context.document) sightings.unshift(...visit(context));
    await this.#pages.replace(tabId, page.id, context.document, sightings);
    await this.#badge.paint(tabId); // always: a page out of the back/forward cache says again what is known
  }

  /** A deep scan found a text of the list in a script of the sender's document. */
  async onScan(text: string, url: string, sender: ScriptSender): Promise<void> {
    const place = await placeOf(sender);
    if (place === undefined) return;
    const { tabId, page, context } = place;
    const { frame, at } = context;
    const sightings = match(engine(), { kind: 'string', name: text }).map((entry): Sighting => {
      const seen = {
        vendor: entry.vendor.id,
        signature: signatureOf(entry),
        weak: entry.weak,
        stage: 'loaded',
      } as const;
      return { ...seen, via: 'scan', url: withoutQuery(url), frame, at };
    });
    if (await this.#pages.add(tabId, page.id, sightings)) await this.#badge.paint(tabId);
  }

  async #record(
    details: RequestDetails,
    detections: readonly Detection[],
    via: 'request' | 'alias' = 'request',
  ): Promise<void> {
    if (details.tabId < 0) return this.#recordWorker(details, detections, via);
    const document = await pageOf(details);
    const blocker = document && (await blockerOn(hostOf(document.url), details.tabId));
    if (!document || !blocker) return;
    const frame = document.id === details.documentId ? '' : frameHost(details);
    const sightings = toSightings(detections, details, via, frame, blocker(frame));
    if (await this.#pages.add(details.tabId, document.id, sightings)) await this.#badge.paint(details.tabId);
  }

  /** Shared and service workers belong to no tab: their requests are shown on the open pages of the same origin. */
  async #recordWorker(
    details: RequestDetails,
    detections: readonly Detection[],
    via: 'request' | 'alias',
  ): Promise<void> {
    const origin = originOf(askerOf(details));
    if (origin === undefined) return;
    const tabs = (await browser.tabs.query({})).filter(({ url }) => originOf(url) === origin);
    // Chromium does not say which window's worker asks: then the one of which no disk hears.
    const isPrivate = details.incognito ?? tabs.some(({ incognito }) => incognito);
    for (const { id = -1, incognito } of tabs) {
      if (incognito !== isPrivate) continue;
      const document = await currentDocument(id);
      const blocker = document && (await blockerOn(hostOf(document.url), id));
      if (!document || !blocker) continue;
      const sightings = toSightings(detections, details, via === 'alias' ? via : 'worker', '', blocker(''));
      if (await this.#pages.add(id, document.id, sightings)) await this.#badge.paint(id);
    }
  }
}

/**
 * The outermost document that a request belongs to; undefined when that is gone. A request made while a page is being
 * left arrives when the tab shows the next one: it must never be filed under that.
 */
async function pageOf(details: RequestDetails): Promise<Document | undefined> {
  const { tabId, frameId, documentId, parentDocumentId } = details;
  const from = documentId ?? parentDocumentId;
  const asker = askerOf(details);
  if (from === undefined) {
    const current = await currentDocument(tabId);
    const isLate = current !== null && frameId === 0 && asker !== '' && originOf(asker) !== originOf(current.url);
    return current === null || isLate ? undefined : current;
  }
  const outermost = await outermostDocument(from);
  if (outermost !== null) return outermost;
  return frameId === 0 && documentId !== undefined ? { id: documentId, url: asker } : undefined;
}

/** Where a script of ours stands: its tab, the page around it, and the document itself. Undefined when that is gone, or paused. */
async function placeOf({ tab, documentId, frameId = 0, url = '', origin }: ScriptSender) {
  if (tab?.id === undefined || documentId === undefined) return undefined;
  const page = (await outermostDocument(documentId)) ?? (await currentDocument(tab.id));
  const blocker = page && (await blockerOn(hostOf(page.url), tab.id));
  if (!page || !blocker) return undefined;
  const frame = frameId === 0 || page.id === documentId ? '' : hostOf(url) || hostOf(origin);
  const context: DocumentContext = {
    url: withoutQuery(url),
    frame,
    origin: originOf(origin ?? url),
    document: documentId,
    at: Date.now(),
    isBlocked: blocker(frame),
  };
  return { tabId: tab.id, page, context };
}

/** Address, or origin, of the document that asked, as each browser names it; '' when it does not. */
function askerOf({ initiator, documentUrl, originUrl }: Asker): string {
  return initiator ?? documentUrl ?? originUrl ?? '';
}

/** Host of the embedded frame that asked, '' when the page itself did. */
function frameHost(details: RequestDetails): string {
  if (details.type === 'sub_frame' || details.frameId === 0) return '';
  return hostOf(askerOf(details));
}

/** A visited page itself is never blocked. */
const blocksNothing = () => false;

function originOf(url: string | undefined): string | undefined {
  return url === undefined || splitUrl(url) === null ? undefined : new URL(url).origin;
}

/** What a visit itself says: to a vendor's site, or to its hosted check. */
function visit({ url, document, at }: DocumentContext): Sighting[] {
  const details = { url, timeStamp: at };
  return toSightings(judge(url, 'page'), details, 'page', '', blocksNothing).map((sighting) => ({
    ...sighting,
    document,
  }));
}

function toSightings(
  detections: readonly Detection[],
  details: Asker & { readonly url: string; readonly timeStamp: number },
  via: Sighting['via'],
  frame: string,
  isBlocked: IsBlocked,
): Sighting[] {
  // What answers under another name is not what the rules go by.
  const blocked = via === 'alias' ? {} : whenStopped(detections, isBlocked);
  return detections.map(({ vendor, signature, stage, weak }) => ({
    vendor,
    signature,
    stage,
    weak,
    via,
    frame,
    initiator: originOf(askerOf(details)),
    url: withoutQuery(details.url),
    at: Math.round(details.timeStamp),
    ...blocked,
  }));
}
