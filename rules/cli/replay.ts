/** What the list finds in a recording, page by page, as the extension would from its requests alone. */
import type { Entry } from '../core/compile.ts';
import { match } from '../core/match.ts';
import type { Index } from '../core/restore.ts';
import { countedOf, moreSpecific, toDetection } from '../core/verdict.ts';
import { STAGES } from '../core/vocabulary.ts';
import { type HarRequest, readHar } from './har/read.ts';
import { toObservation } from './observe.ts';

/** By vendor: `loaded by host:sdk.example.com`. */
export type PageFindings = Record<string, string>;
/** By file, then by page address (without query; `#2` for a second load of it). */
export type Findings = Record<string, Record<string, PageFindings>>;

/** One page load, and by vendor every signature seen in it. */
export interface LoadMatches {
  page: string;
  readonly matches: Map<string, Entry[]>;
}

/** Streams one file through the matcher. Pages on which nothing is found are left out. */
export async function replay(file: string, index: Index, onBytes?: (bytes: number) => void) {
  const loads = new Map<string, LoadMatches>();
  let requests = 0;
  for await (const request of readHar(file, onBytes)) {
    requests++;
    noteRequest(index, request, loads);
  }
  const pages: Record<string, PageFindings> = {};
  for (const { page, matches } of loads.values()) {
    const found = judgeLoad(matches);
    if (Object.keys(found).length > 0) pages[freeName(page, pages)] = found;
  }
  return { pages, requests };
}

/** Adds what one request shows to its page load. */
export function noteRequest(
  index: Index,
  { url, type, load: id, page }: HarRequest,
  loads: Map<string, LoadMatches>,
): void {
  const load = loads.get(id) ?? { page: '', matches: new Map() };
  loads.set(id, load);
  load.page = page;
  const seen = toObservation(url, type);
  for (const entry of seen === null ? [] : match(index, seen)) {
    const held = load.matches.get(entry.vendor.id) ?? [];
    if (!held.includes(entry)) load.matches.set(entry.vendor.id, [...held, entry]);
  }
}

/** What the extension would say of one page load, by the same rule. */
export function judgeLoad(matches: ReadonlyMap<string, readonly Entry[]>): PageFindings {
  const found: PageFindings = {};
  for (const [vendor, entries] of [...matches].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const counted = countedOf([...entries].sort(moreSpecific).map(toDetection));
    const stage = STAGES.findLast((each) => counted.some((sign) => sign.stage === each));
    if (stage === undefined) continue;
    const best = counted.filter((sign) => sign.stage === stage);
    const by = best[0]?.weak ? best : best.slice(0, 1); // only together do weak ones say it
    found[vendor] = `${stage} by ${by.map(({ signature }) => signature).join(' and ')}`;
  }
  return found;
}

/** Two loads of one address are two findings. The query is never kept. */
function freeName(address: string, taken: Readonly<Record<string, unknown>>): string {
  const page = address.replace(/[?#].*$/s, '') || 'no page named';
  let name = page;
  for (let count = 2; name in taken; count++) name = `${page}#${count}`;
  return name;
}

/** For a terminal. */
export function findingsLines(findings: Findings): string[] {
  return Object.entries(findings).flatMap(([file, pages]) => [
    `${file}: ${Object.keys(pages).length === 0 ? 'nothing on the list' : ''}`.trimEnd(),
    ...Object.entries(pages).flatMap(([page, found]) => [
      `  page ${page}`,
      ...Object.entries(found).map(([vendor, how]) => `    ${vendor}: ${how}`),
    ]),
  ]);
}

/** What is missing, new or otherwise than expected; empty when all is as kept. */
export function compareFindings(expected: Findings, found: Findings): string[] {
  const [was, is] = [flat(expected), flat(found)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((place) => {
    const [before, now] = [was.get(place), is.get(place)];
    if (before === now) return [];
    if (before === undefined) return `+ ${place}: ${now}, not expected`;
    return now === undefined ? `- ${place}: ${before}, not found` : `~ ${place}: ${now}, expected ${before}`;
  });
}

function flat(findings: Findings): Map<string, string> {
  return new Map(
    Object.entries(findings).flatMap(([file, pages]) => [
      [file, 'replayed'] as const,
      ...Object.entries(pages).flatMap(([page, found]) =>
        Object.entries(found).map(([vendor, how]) => [`${file} › ${page} › ${vendor}`, how] as const),
      ),
    ]),
  );
}
