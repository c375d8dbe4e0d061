/** The packed list, compiled on first use: nothing is parsed on a tick that does not need it. */
import ruleset from '../rules/built/ruleset.json';
import {
  compile,
  type Detection,
  detect,
  type Finding,
  type Index,
  type Ruleset,
  type Sighting,
  splitUrl,
  toFindings,
} from '../rules/core/index.ts';

let compiled: Index | undefined;

export function engine(): Index {
  compiled ??= compile(ruleset as unknown as Ruleset);
  return compiled;
}

/** Detections of one address as the browser gives it; weak ones included, marked as such. */
export function judge(url: string, kind: 'page' | 'request'): Detection[] {
  const parts = splitUrl(url);
  return parts === null ? [] : detect(engine(), { kind, host: parts.host, path: parts.path }, true);
}

/** What may be said today about a page, from what was seen on it. */
export function findingsFrom(sightings: readonly Sighting[]): Finding[] {
  return toFindings(sightings, engine().vendors, new Date().toISOString().slice(0, 10));
}
