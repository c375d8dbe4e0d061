/** The list as SQL says what the matcher says, request by request and page load by page load. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadValidVendors, RULES_DIR } from '../../../rules/cli/load.ts';
import { compareWithMatcher } from '../../../rules/cli/prevalence/compare.ts';
import { DUCKDB } from '../../../rules/cli/prevalence/dialect.ts';
import { LocalEngine } from '../../../rules/cli/prevalence/duckdb.ts';
import { summary } from '../../../rules/cli/prevalence/query.ts';
import { signatureRows } from '../../../rules/cli/prevalence/signatures.ts';
import type { RequestRow } from '../../../rules/cli/prevalence/source.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile, type Vendor } from '../../../rules/core/index.ts';
import { dossier } from '../../support/fixtures.ts';

async function compare(vendors: readonly Vendor[], rows: readonly RequestRow[]) {
  const table = signatureRows(vendors);
  const engine = await LocalEngine.open(table, { memory: '500MB' });
  try {
    await engine.addRows(rows);
    await engine.prepare();
    return await compareWithMatcher(engine, compile(toRuleset(vendors)), table);
  } finally {
    engine.close();
  }
}

const row = (url: string, type = 'script', page = 'https://shop.example/'): RequestRow => ({
  url,
  load: page,
  page,
  visited: type === 'main_frame',
});

describe('agreement with the matcher', () => {
  const vendors = loadValidVendors();

  test('on every case of every dossier, and on the known-good net', async () => {
    const cases = vendors.flatMap(({ cases: { positive, negative } }) => [...positive, ...negative]);
    const known = JSON.parse(readFileSync(join(RULES_DIR, 'cases/known-good.json'), 'utf8')) as typeof cases;
    const rows = [...cases, ...known].map(({ url, type }, at) => row(url, type, `https://page.example/${at % 50}`));
    const { requests, detections, findings, differences } = await compare(vendors, rows);
    expect(differences).toEqual([]);
    expect(requests).toBeGreaterThan(1_500);
    expect(detections).toBeGreaterThan(700);
    expect(findings).toBeGreaterThan(500);
  });

  test('on addresses made from every signature, to fit and to fit nearly', async () => {
    const rows = signatureRows(vendors).flatMap(({ signature }) =>
      variantsOf(signature.slice(signature.indexOf(':') + 1)),
    );
    const { requests, detections, differences } = await compare(vendors, rows);
    expect(differences).toEqual([]);
    expect(requests).toBeGreaterThan(30_000);
    expect(detections).toBeGreaterThan(10_000);
  });

  test('on the kept traffic, and on what is given', () => {
    const given = process.env.COUNTERGAZE_CORPUS?.split(delimiter).filter((path) => path !== '') ?? [];
    const args = ['prevalence', '--check', join(import.meta.dirname, '../../corpus'), ...given];
    const { status, stdout } = spawnSync(process.execPath, [join(RULES_DIR, 'cli/main.ts'), ...args], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^\d{5,} requests judged by SQL and by the matcher: .*, 0 difference\(s\)\n$/);
    expect(status).toBe(0);
  });

  test('a difference is found and named', async () => {
    const list = [dossier('acme')];
    const table = signatureRows(list).map((each) => ({ ...each, host: 'sdk.other.com' }));
    const engine = await LocalEngine.open(table, { memory: '100MB' });
    await engine.addRows([row('https://sdk.acme.com/a.js')]);
    await engine.prepare();
    const { differences } = await compareWithMatcher(engine, compile(toRuleset(list)), table);
    engine.close();
    expect(differences).toEqual([
      'request 0 sdk.acme.com/a.js: the matcher says acme by host:sdk.acme.com, SQL nothing',
      'page load https://shop.example/ acme loaded: SQL does not find it',
    ]);
  });
});

/** Addresses around one literal: in every place where it might stand, whole, lengthened, shortened, oddly written. */
function variantsOf(literal: string): RequestRow[] {
  const text = literal.replaceAll('*', 'x1').replace(/^\//, '');
  const [host, rest] = text.includes('/')
    ? [text.slice(0, text.indexOf('/')), text.slice(text.indexOf('/'))]
    : [text, ''];
  const addresses = [
    `https://${host}${rest}`,
    `https://eu.${host}${rest}/more?q=/${text}`,
    `https://my${host}${rest}`,
    `https://${host}.evil.test${rest}`,
    `wss://${host}:8443${rest}#x`,
    `https://user:pass@${host}.${rest === '' ? '/' : rest}`,
    `https://${host.toUpperCase()}${rest}`,
    `https://site.test/${text}`,
    `https://site.test/a/${text}?v=1`,
    `https://site.test/a/${text}/b`,
    `https://site.test/a/${text}x`,
    `https://site.test/ax${text}`,
    `https://site.test/a/../${text}`,
    `https://site.test/${text.toUpperCase()}`,
    `https://127.0.0.1/${text}`,
    `https://[::1]/${text}`,
    `https://site.test?/${text}`,
    `https://xn--a.test/${text}`,
    `https://site.test:99999/${text}`,
    `data:text/plain,https://${text}`,
    ` https://${host}${rest} `,
    `https://site.test/ä/${text}`,
  ];
  return addresses.flatMap((url) => [row(url), row(url, 'main_frame')]);
}

describe('weak signatures', () => {
  const faint = dossier('faint', {
    detect: { weak: { files: ['faint-a.js', 'faint-b.js'], paths: ['/faint/collect'] } },
  });

  test('count only two different ones in one page load', async () => {
    const rows = [
      row('https://a.test/faint-a.js', 'script', 'https://one.test/'),
      row('https://b.test/faint-a.js', 'script', 'https://one.test/'),
      row('https://a.test/faint-a.js', 'script', 'https://two.test/'),
      row('https://a.test/faint/collect', 'xmlhttprequest', 'https://two.test/'),
    ];
    expect(await compare([faint], rows)).toEqual({ requests: 4, detections: 4, findings: 1, differences: [] });
  });

  test('on the vendor’s own site one is neither code nor a request of it', async () => {
    const own = dossier('own', { detect: { sites: ['own.com'], weak: { files: ['own-a.js', 'own-b.js'] } } });
    const rows = [
      row('https://own.com/', 'main_frame', 'https://own.com/'),
      row('https://own.com/own-a.js', 'script', 'https://own.com/'),
      row('https://own.com/own-a.js?again', 'script', 'https://own.com/'),
      row('https://own.com/two', 'main_frame', 'https://own.com/two'),
      row('https://own.com/own-a.js', 'script', 'https://own.com/two'),
      row('https://own.com/own-b.js', 'script', 'https://own.com/two'),
    ];
    expect(await compare([own], rows)).toMatchObject({ findings: 2, differences: [] });
    const table = signatureRows([own]);
    const engine = await LocalEngine.open(table, { memory: '100MB' });
    await engine.addRows(rows);
    await engine.prepare();
    const [answer] = await engine.answer(summary(DUCKDB));
    engine.close();
    expect(answer).toMatchObject({ pages: 2n, pages_loaded: 1n, requests: 4n });
  });
});
