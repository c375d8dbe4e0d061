import { expect, test } from 'vitest';
import {
  badgeCount,
  compile,
  detect,
  type RulesetVendor,
  type Sighting,
  splitUrl,
  toFindings,
} from '../../../rules/core/index.ts';

const base = {
  modalities: ['face'],
  purpose: 'face-analysis',
  reviewed: '2026-01-01',
  reviewBy: '2027-01-01',
} as const;
const vendors: RulesetVendor[] = [
  {
    ...base,
    id: 'open',
    name: 'Open',
    practice: 'asked',
    detect: { sites: ['open.test'], hosts: ['sdk.open.test'], hostPaths: ['sdk.open.test/v1'], files: ['OpenFace.js'] },
  },
  {
    ...base,
    id: 'quiet',
    name: 'Quiet',
    practice: 'silent',
    detect: { weak: { globals: ['qq'], files: ['quiet.js'] } },
  },
  { ...base, id: 'stale', name: 'Stale', practice: 'asked', reviewBy: '2026-06-30', detect: { hosts: ['stale.test'] } },
];
const index = compile({ format: 1, date: '2026-01-01', vendors });
const at = (url: string, kind: 'page' | 'request', weak = false) => {
  const parts = splitUrl(url);
  if (parts === null) throw new Error(url);
  return detect(index, { kind, ...parts }, weak).map(
    ({ vendor, stage, signature }) => `${vendor} ${stage} ${signature}`,
  );
};

test('one detection a vendor, the most specific', () => {
  expect(at('https://sdk.open.test/v1/OpenFace.js', 'request')).toEqual(['open loaded hostPath:sdk.open.test/v1']);
  expect(at('https://sdk.open.test/v2/OpenFace.js', 'request')).toEqual(['open loaded host:sdk.open.test']);
});

test('a visited product host is loaded, the public site only listed', () => {
  expect(at('https://www.open.test/', 'page')).toEqual(['open listed site:open.test']);
  expect(at('https://sdk.open.test/check', 'page')).toEqual(['open loaded host:sdk.open.test']);
});

test('weak signatures speak only when asked', () => {
  expect(at('https://x.test/quiet.js', 'request')).toEqual([]);
  expect(at('https://x.test/quiet.js', 'request', true)).toEqual(['quiet loaded file:quiet.js']);
});

function sighting(vendor: string, signature: string, more: Partial<Sighting> = {}): Sighting {
  return { vendor, signature, stage: 'loaded', weak: false, via: 'request', url: '', frame: '', at: 1, ...more };
}

test('a lone weak sighting makes no finding, two different ones do', () => {
  const file = sighting('quiet', 'file:quiet.js', { weak: true });
  expect(toFindings([file, { ...file, frame: 'other.test' }], index.vendors, '2026-01-01')).toEqual([]);
  const global = sighting('quiet', 'global:qq', { weak: true, stage: 'started', via: 'frame' });
  const [finding] = toFindings([file, global], index.vendors, '2026-01-01');
  expect(finding).toMatchObject({ vendor: 'quiet', stage: 'started', hosted: false });
});

test('beside a visit to the vendor’s own site, a lone weak sighting raises nothing; two do, and so does code', () => {
  const site = sighting('open', 'site:open.test', { stage: 'listed', via: 'page' });
  const global = sighting('open', 'global:oo', { weak: true, stage: 'started', via: 'frame' });
  const other = { ...global, signature: 'element:[id="oo-root"]' };
  const stageOf = (...seen: Sighting[]) => toFindings(seen, index.vendors, '2026-01-01')[0];
  expect(stageOf(site, global)).toMatchObject({ stage: 'listed', evidence: [site] });
  expect(stageOf(site, global, { ...global, frame: 'other.test' })).toMatchObject({ stage: 'listed' });
  expect(stageOf(site, global, other)).toMatchObject({ stage: 'started' });
  expect(stageOf(sighting('open', 'host:sdk.open.test'), global)).toMatchObject({ stage: 'started' });
  const stopped = sighting('open', 'host:sdk.open.test', { blocked: true });
  expect(stageOf(site, global, stopped)).toMatchObject({ stage: 'listed', blocked: false });
});

test('the furthest stage leads, silent before asked', () => {
  const findings = toFindings(
    [
      sighting('open', 'file:OpenFace.js'),
      sighting('quiet', 'file:quiet.js'),
      sighting('stale', 'host:stale.test', { stage: 'started' }),
    ],
    index.vendors,
    '2026-01-01',
  );
  expect(findings.map(({ vendor }) => vendor)).toEqual(['stale', 'quiet', 'open']);
});

test('overdue entries keep their stage and leave the badge; listed ones never count', () => {
  const sightings = [
    sighting('stale', 'host:stale.test'),
    sighting('open', 'site:open.test', { stage: 'listed', via: 'page' }),
    sighting('quiet', 'file:quiet.js'),
  ];
  const before = toFindings(sightings, index.vendors, '2026-06-30');
  expect(badgeCount(before)).toBe(2);
  const after = toFindings(sightings, index.vendors, '2026-07-01');
  expect(after.find(({ vendor }) => vendor === 'stale')).toMatchObject({ stage: 'loaded', overdue: true });
  expect(badgeCount(after)).toBe(1);
});

test('a vendor that has left the list is skipped', () => {
  expect(toFindings([sighting('gone', 'host:gone.test')], index.vendors, '2026-01-01')).toEqual([]);
});
