import { expect, test } from 'vitest';
import { check } from '../../../rules/cli/check.ts';
import { showProblem } from '../../../rules/cli/problem.ts';
import { scaffold } from '../../../rules/cli/scaffold.ts';
import { SIGNATURE_PREFIX, type SignatureKind } from '../../../rules/core/index.ts';
import type { Vendor } from '../../../rules/core/schema.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

/** The problems of a folder, as a maintainer reads them. */
function problemsOf(...entries: Parameters<typeof rulesFolder>): string[] {
  return check(rulesFolder(...entries)).problems.map(showProblem);
}

const acme = dossier('acme');
/** Acme with other signatures, each backed by its source. */
function detecting(detect: Vendor['detect'], more: Partial<Vendor> = {}): Vendor {
  const { weak = {}, ...strong } = detect;
  const shows = [strong, weak].flatMap((group) =>
    Object.entries(group).flatMap(([kind, literals]) =>
      (literals as string[]).map((literal) => `${SIGNATURE_PREFIX[kind as SignatureKind]}:${literal}`),
    ),
  );
  return { ...acme, detect, sources: [{ ...acme.sources[0], shows } as Vendor['sources'][number]], ...more };
}

test('a good list has no problems', () => {
  expect(problemsOf(acme, dossier('other'))).toEqual([]);
});

const bad: [name: string, entries: Parameters<typeof rulesFolder>, expected: RegExp][] = [
  ['broken JSON', [{ file: 'x.json', text: '{' }], /vendors\/x\.json: cannot be read as JSON/],
  ['a stray file', [{ file: 'notes.txt', text: '' }], /notes\.txt: is not a \.json file/],
  [
    'an unknown field',
    [{ file: 'acme.json', text: JSON.stringify({ ...acme, extra: 1 }) }],
    /acme\.json: Unrecognized key/,
  ],
  [
    'a wrong vocabulary',
    [{ file: 'acme.json', text: JSON.stringify({ ...acme, purpose: 'spying' }) }],
    /acme\.json › purpose/,
  ],
  ['another file name', [{ file: 'emca.json', text: JSON.stringify(acme, null, 2) }], /emca\.json › id: is "acme"/],
  ['another format', [{ file: 'acme.json', text: JSON.stringify(acme) }], /is not in the one format.*--fix/],
  [
    'a scheme in a host',
    [{ file: 'acme.json', text: JSON.stringify({ ...acme, detect: { hosts: ['https://acme.com'] } }) }],
    /detect\.hosts\.0: a lower-case host name/,
  ],
  ['a public suffix', [detecting({ hosts: ['co.uk'] })], /detect\.hosts: co\.uk is a public suffix/],
  ['a private suffix', [detecting({ hosts: ['github.io'] })], /github\.io is a public suffix/],
  ['a shared host', [detecting({ hosts: ['unpkg.com'] })], /unpkg\.com carries everybody/],
  ['a host below a shared one', [detecting({ hosts: ['fonts.gstatic.com'] })], /fonts\.gstatic\.com carries everybody/],
  [
    'an alias below a shared one',
    [detecting({ aliases: ['cdn.jsdelivr.net'] })],
    /cdn\.jsdelivr\.net carries everybody/,
  ],
  [
    'an element of any form',
    [detecting({ elements: ['input[type="password"]'] })],
    /password"\] says nothing of its own/,
  ],
  ['an attribute of any page', [detecting({ elements: ['[id]'] })], /\[id\] says nothing of its own/],
  ['a data attribute of any page', [detecting({ elements: ['div[data-target]'] })], /says nothing of its own/],
  ['a short fragment', [detecting({ elements: ['iframe[src*="https:"]'] })], /says nothing of its own/],
  ['a misspelt suffix', [detecting({ hosts: ['sdk.acme.con'] })], /no public suffix/],
  ['a common file name', [detecting({ files: ['index.js'] })], /index\.js is a name that many/],
  ['a short file name', [detecting({ files: ['fa.js'] })], /fa\.js is shorter than 8/],
  ['a broad path', [detecting({ paths: ['/a/b'] })], /\/a\/b has fewer than 8 fixed/],
  ['a path of stars', [detecting({ paths: ['/*/abcdefghij*'] })], /has no segment without/],
  ['a common global', [detecting({ globals: ['Human'] })], /Human is used by unrelated code/],
  ['a short global', [detecting({ globals: ['nid'] })], /nid is shorter than 5/],
  [
    'a plain element',
    [{ file: 'acme.json', text: JSON.stringify({ ...acme, detect: { elements: ['video'] } }) }],
    /detect\.elements\.0: a plain tag name/,
  ],
  [
    'an unbacked signature',
    [{ ...acme, detect: { hosts: ['sdk.acme.com', 'api.acme.com'] } }],
    /api\.acme\.com has no source.*shows/,
  ],
  [
    'a source that shows what is not there',
    [{ ...acme, sources: [{ ...acme.sources[0], shows: ['host:sdk.acme.com', 'host:gone.acme.com'] } as never] }],
    /sources\.0\.shows: host:gone\.acme\.com is not in detect/,
  ],
  [
    'a source that nobody can open',
    [{ file: 'acme.json', text: JSON.stringify({ ...acme, sources: [{ ...acme.sources[0], ref: 'some-index:1' }] }) }],
    /sources\.0\.ref: an https/,
  ],
  [
    'nothing to look for',
    [{ ...acme, detect: {}, sources: [{ ...acme.sources[0], shows: undefined } as never] }],
    /declares nothing/,
  ],
  [
    'a site of a library',
    [{ ...detecting({ sites: ['acme.com'] }), kind: 'library' }],
    /detect\.sites: would say that somebody sells a library/,
  ],
  [
    'a site of what is discontinued',
    [{ ...detecting({ sites: ['acme.com'] }), status: { state: 'discontinued', note: 'It ended.' } }],
    /detect\.sites: would say that somebody sells what is discontinued/,
  ],
  ['an unknown inner vendor', [{ ...acme, buildsOn: ['nobody'] }], /there is no dossier nobody/],
  ['a review in the wrong order', [{ ...acme, reviewBy: '2025-01-01' }], /reviewBy: is not after reviewed/],
  ['a review too far off', [{ ...acme, reviewBy: '2028-01-01' }], /more than 18 months/],
  [
    'a source from the future',
    [{ ...acme, sources: [{ ...acme.sources[0], seen: '2026-02-01' } as never] }],
    /seen: is after reviewed/,
  ],
  [
    'a review from the future',
    [{ ...acme, reviewed: '2092-01-01', reviewBy: '2093-01-01' }],
    /acme\.json › reviewed: 2092-01-01 has not come yet/,
  ],
  [
    'one host in two dossiers',
    [acme, { ...dossier('other'), detect: acme.detect, sources: acme.sources }],
    /also stands in acme/,
  ],
  [
    'a host within another’s',
    [acme, { ...dossier('other'), detect: { hosts: ['eu.sdk.acme.com'] } }],
    /eu\.sdk\.acme\.com lies within sdk\.acme\.com of acme/,
  ],
  [
    'a positive case that fails',
    [{ ...acme, cases: { ...acme.cases, positive: [{ url: 'https://acme.com/' }] } }],
    /cases\.positive\.0: .* is not recognised/,
  ],
  [
    'a case by another signature',
    [{ ...acme, cases: { ...acme.cases, positive: [{ url: 'https://sdk.acme.com/', signature: 'file:x.js' }] } }],
    /matches by host:sdk\.acme\.com, not file:x\.js/,
  ],
  [
    'a negative case that matches',
    [{ ...acme, cases: { ...acme.cases, negative: [{ url: 'https://sdk.acme.com/', why: 'It should not.' }] } }],
    /cases\.negative\.0: .* matches by host:sdk/,
  ],
  ['a known-good address', [detecting({ paths: ['/npm/aws-sdk/dist/aws-sdk.min.js'] })], /matches the known-good/],
];

test.each(bad)('%s is named, with file, field and remedy', (_, entries, expected) => {
  const problems = problemsOf(...entries);
  expect(problems.join('\n')).toMatch(expected);
  for (const problem of problems) expect(problem).toMatch(/^rules\/\S+(?: › \S+)?: .+\. .+\.$/);
});

test('one file can be asked about alone', () => {
  const dir = rulesFolder(acme, dossier('other', { reviewBy: '2025-01-01' }));
  expect(check(dir, new Set(['acme'])).problems).toEqual([]);
  expect(check(dir, new Set(['other'])).problems).toHaveLength(1);
});

test('an id that is no entry is refused; one whose file cannot be read is not', () => {
  const dir = rulesFolder(acme, { file: 'torn.json', text: '{' });
  for (const id of ['acne', 'vendors/acme.json']) expect(() => check(dir, new Set(['acme', id]))).toThrow(`no ${id}`);
  expect(check(dir, new Set(['torn'])).problems).toHaveLength(1);
  for (const id of ['at', 'edri-guide', 'campaign', 'categories'])
    expect(check(dir, new Set([id])).problems).toEqual([]);
});

test('signatures that carry a name of the product’s own pass', () => {
  const elements = ['kl-auth', '[data-agvf]', '[xrface]', '[class~="IONFrame"]', 'iframe[src*=".netverify.com/"]'];
  expect(problemsOf(detecting({ hosts: ['sdk.acme.com', 'd3ogqhtsivkon3.cloudfront.net'], elements }))).toEqual([]);
});

test('a scaffold lacks only its blanks, and passes once they are filled', () => {
  const blank = { file: 'fresh.json', text: scaffold('fresh', { host: 'sdk.fresh.com' }, '2026-11-23') };
  const fields = check(rulesFolder(blank)).problems.map(({ field }) => field);
  expect(fields).toEqual(
    expect.arrayContaining([
      ...['name', 'kind', 'homepage', 'summary', 'modalities', 'purpose', 'practice'],
      ...['sources.0.ref', 'sources.0.says'],
    ]),
  );
  const filled = JSON.parse(blank.text);
  Object.assign(filled, {
    name: 'Fresh',
    kind: 'vendor',
    practice: 'asked',
    homepage: 'https://fresh.com/',
    summary: 'Reads faces for tests.',
    modalities: ['face'],
    purpose: 'face-analysis',
  });
  Object.assign(filled.sources[0], { ref: 'https://docs.fresh.com/', says: 'Names the host.' });
  expect(problemsOf({ file: 'fresh.json', text: `${JSON.stringify(filled, null, 2)}\n` })).toEqual([]);
});

test('the shipped list is whole', () => {
  const { list, problems } = check();
  expect(problems.map(showProblem)).toEqual([]);
  expect(list.vendors.length).toBeGreaterThanOrEqual(80);
});
