/** From what a probe reports of one document to what may be said of vendors: started, capture-ready, capturing. */
import { type Entry, signatureOf } from './compile.ts';
import { splitUrl } from './host.ts';
import { match } from './match.ts';
import type { Index } from './restore.ts';
import { detect, type IsBlocked, moreSpecific, type Sighting, weakEnough, whenStopped } from './verdict.ts';
import { CAMERA_MODALITIES, type Modality, type Stage } from './vocabulary.ts';

export type Sensor = 'camera' | 'microphone' | 'picture';

/** One document, as its probe describes it. */
export interface DocumentReport {
  readonly globals: readonly string[];
  readonly elements: readonly string[];
  /** Addresses it asked for that may be listed. */
  readonly resources: readonly string[];
  readonly lends: readonly { readonly url: string; readonly camera: boolean; readonly microphone: boolean }[];
  readonly may: Readonly<Record<'camera' | 'microphone', boolean>>;
  readonly live: Readonly<Record<'camera' | 'microphone', boolean>>;
  readonly picture: boolean;
}

export interface DocumentContext {
  /** Address of the document without query; '' for about:blank and the like. */
  readonly url: string;
  /** Its host when it is an embedded frame, '' for the page itself. */
  readonly frame: string;
  /** Its origin, where the browser says it. */
  readonly origin?: string | undefined;
  /** Names the document, so that its next report replaces this one. */
  readonly document: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether requests to a vendor are blocked in this document. */
  readonly isBlocked: IsBlocked;
}

/**
 * What one document shows. A sensor counts for a vendor only where that vendor's code has started, or in the vendor's
 * own frame: a video call beside it proves nothing. Names that are not on the list are ignored.
 */
export function fromReport(index: Index, report: DocumentReport, context: DocumentContext): Sighting[] {
  const started = startedIn(index, report);
  const sightings = started.map((entry) => sighting(entry, 'started', context));
  const present = new Map<string, Entry>();
  for (const entry of [...ownersOf(index, context.url), ...strongEnough(started)]) {
    if (!present.has(entry.vendor.id)) present.set(entry.vendor.id, entry);
  }
  for (const entry of present.values()) {
    for (const [stage, sensor] of sensed(report, entry.vendor.modalities)) {
      sightings.push(sighting(entry, stage, context, sensor));
    }
  }
  return [...sightings, ...requested(index, report, context), ...lent(index, report, context)];
}

/** What the document asked for; the browser's own record of it, which the page cannot add to. */
function requested(index: Index, { resources }: DocumentReport, context: DocumentContext): Sighting[] {
  return resources.flatMap((url) => {
    const parts = splitUrl(url);
    if (parts === null) return [];
    const detections = detect(index, { kind: 'request', ...parts }, true);
    const { frame, document, at, origin: initiator, isBlocked } = context;
    const blocked = whenStopped(detections, isBlocked);
    return detections.map(({ vendor, signature, stage, weak }): Sighting => {
      return { vendor, signature, stage, weak, via: 'request', url, frame, initiator, document, at, ...blocked };
    });
  });
}

function startedIn(index: Index, { globals, elements }: DocumentReport): Entry[] {
  return [
    ...globals.flatMap((name) => match(index, { kind: 'global', name })),
    ...elements.flatMap((name) => match(index, { kind: 'element', name })),
  ];
}

/** Entries that prove presence in this document: strong ones, and weak ones that come in pairs. */
function strongEnough(entries: readonly Entry[]): Entry[] {
  const weak = entries.filter((entry) => entry.weak);
  const paired = weak.filter(({ vendor }) =>
    weakEnough(weak.filter((each) => each.vendor === vendor).map(signatureOf)),
  );
  return [...entries.filter((entry) => !entry.weak), ...paired].sort(moreSpecific);
}

/** Vendors whose own page or frame this document is. Their public sites do not count. */
function ownersOf(index: Index, url: string): Entry[] {
  const parts = splitUrl(url);
  if (parts === null) return [];
  return match(index, { kind: 'page', ...parts })
    .filter(({ prefix, weak }) => prefix !== 'site' && !weak)
    .sort(moreSpecific);
}

/** Frames of a vendor to which this document lends a sensor. */
function lent(index: Index, { lends }: DocumentReport, context: DocumentContext): Sighting[] {
  return lends.flatMap(({ url, camera, microphone }) => {
    const parts = splitUrl(url);
    if (parts === null) return [];
    const detections = detect(index, { kind: 'request', ...parts });
    const blocked = whenStopped(detections, context.isBlocked);
    return detections.flatMap(({ vendor, signature, modalities }) =>
      sensorsOf(modalities)
        .filter((sensor) => (sensor === 'camera' ? camera : microphone))
        .map((sensor): Sighting => {
          const seen = { vendor, signature, stage: 'capture-ready', weak: false, via: 'frame', sensor } as const;
          return { ...seen, url, frame: context.frame, document: context.document, at: context.at, ...blocked };
        }),
    );
  });
}

function* sensed(report: DocumentReport, modalities: readonly Modality[]): Generator<[Stage, Sensor]> {
  for (const sensor of sensorsOf(modalities)) {
    if (report.may[sensor] || report.live[sensor]) yield ['capture-ready', sensor];
    if (report.live[sensor]) yield ['capturing', sensor];
  }
  if (report.picture && sensorsOf(modalities).includes('camera')) yield ['capture-ready', 'picture'];
}

/** The sensors that can serve these modalities; typing and pointing need none, and end at `started`. */
function sensorsOf(modalities: readonly Modality[]): ('camera' | 'microphone')[] {
  const sensors: ('camera' | 'microphone')[] = [];
  if (modalities.some((modality) => CAMERA_MODALITIES.has(modality))) sensors.push('camera');
  if (modalities.includes('voice')) sensors.push('microphone');
  return sensors;
}

function sighting(
  entry: Entry,
  stage: Stage,
  { url, frame, document, at }: DocumentContext,
  sensor?: Sensor,
): Sighting {
  return {
    vendor: entry.vendor.id,
    signature: signatureOf(entry),
    stage,
    weak: entry.weak,
    via: 'frame',
    url,
    frame,
    document,
    at,
    ...(sensor === undefined ? {} : { sensor }),
  };
}
