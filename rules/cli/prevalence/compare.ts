/** Holds DuckDB's answer against the matcher, request by request and page load by page load. */
import type { Index } from '../../core/restore.ts';
import { detect } from '../../core/verdict.ts';
import { toObservation } from '../observe.ts';
import { judgeLoad, type LoadMatches, noteRequest } from '../replay.ts';
import type { LocalEngine } from './duckdb.ts';
import { DETECTIONS } from './query.ts';
import type { SignatureRow } from './signatures.ts';

export interface Comparison {
  readonly requests: number;
  readonly detections: number;
  readonly findings: number;
  /** One sentence each; empty when both say the same. */
  readonly differences: readonly string[];
}

/** Judges every request of the log once more, by `rules/core`. */
export async function compareWithMatcher(
  engine: LocalEngine,
  index: Index,
  rows: readonly SignatureRow[],
): Promise<Comparison> {
  const bySql = await detectionsBySql(engine, rows);
  const loads = new Map<string, LoadMatches>();
  const differences: string[] = [];
  let requests = 0;
  let detections = 0;
  for await (const row of engine.stream('SELECT id, load, page, visited, url FROM requests')) {
    const [id, url] = [String(row.id), String(row.url)];
    const type = row.visited === true ? 'main_frame' : 'other';
    const seen = toObservation(url, type);
    const found = (seen === null ? [] : detect(index, seen, true)).map(
      ({ vendor, signature }) => `${vendor} by ${signature}`,
    );
    noteRequest(index, { url, type, load: String(row.load), page: String(row.page) }, loads);
    requests++;
    detections += found.length;
    const other = bySql.get(id) ?? [];
    if (found.join() !== other.join())
      differences.push(`request ${id} ${seen?.host}${seen?.path}: the matcher says ${say(found)}, SQL ${say(other)}`);
  }
  const findings = await comparePages(engine, loads, differences);
  return { requests, detections, findings, differences };
}

const say = (found: readonly string[]) => (found.length === 0 ? 'nothing' : found.join(', '));

async function detectionsBySql(engine: LocalEngine, rows: readonly SignatureRow[]): Promise<Map<string, string[]>> {
  const detections = new Map<string, string[]>();
  for (const { id, vendor, place } of await engine.answer(DETECTIONS)) {
    const held = detections.get(String(id)) ?? [];
    detections.set(String(id), [...held, `${vendor} by ${rows[Number(place)]?.signature}`]);
  }
  return detections;
}

/** The rule that adds up weak signatures, page load by page load. */
async function comparePages(
  engine: LocalEngine,
  loads: ReadonlyMap<string, LoadMatches>,
  differences: string[],
): Promise<number> {
  const bySql = new Set(
    (await engine.answer('SELECT load, vendor, loaded FROM found')).map(
      ({ load, vendor, loaded }) => `${load} ${vendor} ${Number(loaded) === 1 ? 'loaded' : 'listed'}`,
    ),
  );
  const byMatcher = new Set(
    [...loads].flatMap(([load, { matches }]) =>
      Object.entries(judgeLoad(matches)).map(([vendor, how]) => `${load} ${vendor} ${how.split(' ')[0]}`),
    ),
  );
  for (const each of byMatcher) if (!bySql.has(each)) differences.push(`page load ${each}: SQL does not find it`);
  for (const each of bySql)
    if (!byMatcher.has(each)) differences.push(`page load ${each}: the matcher does not find it`);
  return byMatcher.size;
}
