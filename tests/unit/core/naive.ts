/**
 * The slow, obvious matcher that the fast one is held against: every signature is tried on every observation,
 * by its definition in rules/README.md, with regular expressions and the platform's own URL parser.
 * It shares no code with rules/core.
 */
import { type RulesetVendor, SHARED_HOSTS as SHARED } from '../../../rules/core/index.ts';

const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const hostPattern = (host: string) => new RegExp(`^(?:.+\\.)?${quote(host)}$`);
/** `*` stays within a segment; the pattern ends where a segment ends, unless it ends in a slash. */
const pathSource = (pattern: string) =>
  quote(pattern).replaceAll('\\*', '[^/]*') + (pattern.endsWith('/') ? '' : '(?=/|$)');

type Test = (host: string, path: string, visited: boolean) => boolean;

const TESTS: Record<string, (literal: string) => Test> = {
  sites: (literal) => (host, _, visited) => visited && hostPattern(literal).test(host),
  hosts: (literal) => (host) => hostPattern(literal).test(host),
  hostPaths: (literal) => {
    const slash = literal.indexOf('/');
    const host = hostPattern(literal.slice(0, slash));
    const path = new RegExp(`^${pathSource(literal.slice(slash))}`);
    const shared = SHARED.some((name) => hostPattern(name).test(literal.slice(0, slash)));
    return (seenHost, seenPath, visited) => host.test(seenHost) && path.test(seenPath) && !(visited && shared);
  },
  files: (literal) => (_, path, visited) => !visited && new RegExp(`/${quote(literal)}$`).test(path),
  paths: (literal) => (_, path, visited) => !visited && new RegExp(pathSource(literal)).test(path),
  aliases: (literal) => (host, _, visited) => !visited && host === literal,
};

const NAMES: Record<string, string> = {
  sites: 'site',
  hosts: 'host',
  hostPaths: 'hostPath',
  files: 'file',
  paths: 'path',
  aliases: 'alias',
};

export interface NaiveHit {
  readonly vendor: string;
  readonly signature: string;
  readonly weak: boolean;
}

/** Prepares a naive matcher: URL and webRequest type in, every matching signature out, sorted. */
export function naiveMatcher(vendors: readonly RulesetVendor[]): (url: string, type: string) => NaiveHit[] {
  const rows: { vendor: string; signature: string; weak: boolean; test: Test }[] = [];
  for (const { id, detect } of vendors) {
    const { weak = {}, ...strong } = detect;
    for (const [group, isWeak] of [[strong, false] as const, [weak, true] as const]) {
      for (const [kind, literals] of Object.entries(group)) {
        const make = TESTS[kind];
        for (const literal of make === undefined ? [] : (literals as string[])) {
          rows.push({
            vendor: id,
            signature: `${NAMES[kind]}:${literal}`,
            weak: isWeak,
            test: make?.(literal) as Test,
          });
        }
      }
    }
  }
  return (url, type) => {
    if (!URL.canParse(url)) return [];
    const { protocol, hostname, pathname } = new URL(url);
    if (!['http:', 'https:', 'ws:', 'wss:'].includes(protocol)) return [];
    const host = hostname.replace(/\.$/, '');
    const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
    return rows
      .filter(({ test }) => test(isAddress ? '' : host, pathname, type === 'main_frame'))
      .map(({ vendor, signature, weak }) => ({ vendor, signature, weak }))
      .sort((a, b) => (`${a.vendor} ${a.signature}` < `${b.vendor} ${b.signature}` ? -1 : 1));
  };
}
