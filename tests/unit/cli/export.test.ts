/** Exports may say less than the matcher, never more; for hosts and host-paths, exactly the same. */
import { FiltersEngine, Request } from '@ghostery/adblocker';
import { expect, test } from 'vitest';
import { readCorpora } from '../../../rules/cli/corpus.ts';
import { exportAbp } from '../../../rules/cli/export/abp.ts';
import { exportCsv, exportDnr, exportHosts, exportJson } from '../../../rules/cli/export/others.ts';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { toObservation } from '../../../rules/cli/observe.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile, detect, match, signaturesIn } from '../../../rules/core/index.ts';

const vendors = loadValidVendors();
const index = compile(toRuleset(vendors));
const abp = exportAbp(vendors, '2026-01-01');
const engine = FiltersEngine.parse(abp.text, { enableCompression: false });

const REQUEST_TYPES = [
  'script',
  'image',
  'xmlhttprequest',
  'stylesheet',
  'sub_frame',
  'font',
  'media',
  'websocket',
  'ping',
  'other',
];

function flagged(url: string, type: string): boolean {
  const known = REQUEST_TYPES.includes(type) ? type : 'other';
  return engine.match(Request.fromRawDetails({ url, type: known as never, sourceUrl: 'https://page.example/' })).match;
}

function matched(url: string): { any: boolean; byHost: boolean } {
  const seen = toObservation(url, 'script');
  const strong = seen === null ? [] : match(index, seen).filter(({ weak }) => !weak);
  return { any: strong.length > 0, byHost: strong.some(({ prefix }) => prefix === 'host' || prefix === 'hostPath') };
}

/** Addresses around every signature of the list: hits and near misses. */
const around = vendors.flatMap(({ detect: declared }) =>
  [...signaturesIn(declared)].flatMap(({ kind, literal }) => {
    const text = literal.replaceAll('*', 'x1');
    switch (kind) {
      case 'hosts':
      case 'aliases':
      case 'sites':
        return [
          `https://${text}/a.js?b=/c`,
          `wss://eu.${text}/live`,
          `https://not-${text}/`,
          `https://${text}.evil.example/`,
          `https://${text}:8443/x`,
        ];
      case 'hostPaths':
        return [
          `https://${text}`,
          `https://eu.${text}/y.js?q`,
          `https://${text}extra`,
          `https://${text}?v=2`,
          `https://${text.toUpperCase()}`,
          `https://x.example/?u=${text}`,
        ];
      case 'files':
        return [
          `https://shop.example/a/${text}?v=1`,
          `https://shop.example/x${text}`,
          `https://shop.example/?f=/${text}`,
          `https://shop.example/${text}/y`,
          `https://shop.example/${text.toLowerCase()}`,
        ];
      case 'paths':
        return [
          `https://shop.example${text}`,
          `https://shop.example/p${text}/q?r`,
          `https://shop.example/z?u=${text}`,
          `https://shop.example${text}zz`,
        ];
      default:
        return [];
    }
  }),
);

const corpora = readCorpora();

test('abp, in Ghostery’s engine, flags on ordinary traffic exactly what the matcher matches by host', () => {
  let requests = 0;
  for (const corpus of corpora) {
    for (const { url, type } of corpus.requests) {
      if (type === 'main_frame') continue;
      requests++;
      const { any, byHost } = matched(url);
      const says = flagged(url, type);
      if (byHost) expect(says, url).toBe(true);
      if (!any) expect(says, url).toBe(false);
    }
  }
  expect(requests).toBeGreaterThan(15_000);
});

test('abp says the same around every signature: hosts and host-paths exactly, the others never more', () => {
  let byHostHits = 0;
  let misses = 0;
  for (const url of around) {
    const { any, byHost } = matched(url);
    const says = flagged(url, 'script');
    if (byHost) {
      byHostHits++;
      expect(says, url).toBe(true);
    }
    if (!any) {
      misses++;
      expect(says, url).toBe(false);
    }
  }
  expect(byHostHits).toBeGreaterThan(1_000);
  expect(misses).toBeGreaterThan(1_000);
});

test('dnr: every rule says no more than the matcher, and hosts say the same', () => {
  const { rules } = JSON.parse(exportDnr(vendors, '2026-01-01').text) as {
    rules: { condition: { requestDomains?: string[]; regexFilter?: string } }[];
  };
  const domains = new Set(rules.flatMap(({ condition }) => condition.requestDomains ?? []));
  const regexes = rules.flatMap(({ condition }) =>
    condition.regexFilter === undefined ? [] : [new RegExp(condition.regexFilter)],
  );
  for (const url of around) {
    const { href, hostname } = new URL(url);
    const labels = hostname.split('.');
    const says =
      labels.some((_, at) => domains.has(labels.slice(at).join('.'))) || regexes.some((regex) => regex.test(href));
    expect(says, url).toBe(matched(href).any);
  }
});

test('hosts names only hosts that the matcher flags whole', () => {
  const names = exportHosts(vendors, '2026-01-01')
    .text.split('\n')
    .filter((line) => line.startsWith('0.0.0.0 '))
    .map((line) => line.slice(8));
  expect(names.length).toBeGreaterThan(300);
  for (const name of names) {
    const seen = toObservation(`https://${name}/anything`, 'script');
    expect(seen !== null && detect(index, seen).length, name).toBeGreaterThan(0);
  }
});

test('csv and json carry every signature; every text says licence and date', () => {
  const total = vendors.flatMap(({ detect: declared }) => [...signaturesIn(declared)]).length;
  const csv = exportCsv(vendors, '2026-01-01').text;
  expect(
    csv
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#')),
  ).toHaveLength(total + 1);
  expect(JSON.parse(exportJson(vendors, '2026-01-01').text).vendors).toHaveLength(vendors.length);
  for (const { text } of [
    abp,
    exportHosts(vendors, '2026-01-01'),
    exportDnr(vendors, '2026-01-01'),
    exportCsv(vendors, '2026-01-01'),
  ]) {
    expect(text).toContain('CC BY 4.0');
    expect(text).toContain('2026-01-01');
  }
});
