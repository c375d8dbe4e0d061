/** The floor: the least that matching by host can cost. */
import type { Request } from '../../rules/cli/corpus.ts';
import type { Ruleset } from '../../rules/core/ruleset.ts';

/** What nobody who matches by host can do without: cutting the host out, and looking up each suffix in a Set. */
export function floorOf(ruleset: Ruleset) {
  const hosts = new Set<string>();
  for (const { detect } of ruleset.vendors) {
    for (const group of [detect, detect.weak ?? {}]) {
      for (const kind of ['sites', 'hosts', 'aliases', 'hostPaths'] as const) {
        const literals: readonly string[] = (group as typeof detect)[kind] ?? [];
        for (const literal of literals) hosts.add(literal.split('/', 1)[0] as string);
      }
    }
  }
  return {
    slice(requests: readonly Request[]): number {
      let length = 0;
      for (const { url } of requests) length += sliceHost(url).length;
      return length;
    },
    lookUp(requests: readonly Request[]): number {
      let count = 0;
      for (const { url } of requests) if (hasSuffix(hosts, sliceHost(url))) count++;
      return count;
    },
  };
}

/** As short as it can be: credentials, ports and addresses without a path would need more. */
function sliceHost(url: string): string {
  const start = url.indexOf('://') + 3;
  const end = url.indexOf('/', start);
  return end === -1 ? url.slice(start) : url.slice(start, end);
}

function hasSuffix(hosts: ReadonlySet<string>, host: string): boolean {
  let suffix = host;
  for (;;) {
    if (hosts.has(suffix)) return true;
    const dot = suffix.indexOf('.');
    if (dot === -1) return false;
    suffix = suffix.slice(dot + 1);
  }
}
