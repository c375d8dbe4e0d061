import { expect, test } from 'vitest';
import { compile, type DocumentReport, fromReport, type RulesetVendor } from '../../../rules/core/index.ts';

const base = {
  purpose: 'identity-verification',
  practice: 'asked',
  reviewed: '2026-01-01',
  reviewBy: '2027-01-01',
} as const;
const vendors: RulesetVendor[] = [
  {
    ...base,
    id: 'face',
    name: 'Face',
    modalities: ['face'],
    detect: {
      sites: ['face.test'],
      hosts: ['check.face.test'],
      globals: ['FaceSdk.start'],
      elements: ['face-check'],
      weak: { globals: ['fs'], elements: ['[id="f"]'] },
    },
  },
  { ...base, id: 'voice', name: 'Voice', modalities: ['voice'], detect: { globals: ['VoiceSdk'] } },
  { ...base, id: 'typing', name: 'Typing', modalities: ['keystroke', 'pointer'], detect: { globals: ['TypeWatch'] } },
];
const index = compile({ format: 1, date: '2026-01-01', vendors });
const quiet: DocumentReport = {
  globals: [],
  elements: [],
  resources: [],
  lends: [],
  may: { camera: false, microphone: false },
  live: { camera: false, microphone: false },
  picture: false,
};
const on = { camera: true, microphone: true };

function says(report: Partial<DocumentReport>, url = 'https://shop.test/', frame = ''): string[] {
  const context = { url, frame, document: 'd1', at: 7, isBlocked: () => false };
  return fromReport(index, { ...quiet, ...report }, context).map(
    ({ vendor, stage, sensor = '-', signature }) => `${vendor} ${stage} ${sensor} ${signature}`,
  );
}

test('a global or an element that is there: started', () => {
  expect(says({ globals: ['FaceSdk.start'], elements: ['face-check'] })).toEqual([
    'face started - global:FaceSdk.start',
    'face started - element:face-check',
  ]);
});

test('an address that the document asked for: loaded, when the list knows it', () => {
  const resources = ['https://eu.check.face.test/a.js', 'https://cdn.example/app.js', 'nonsense'];
  expect(says({ resources })).toEqual(['face loaded - host:check.face.test']);
});

test('names that nobody listed say nothing', () => {
  expect(
    says({ globals: ['Evil', '__proto__', 'constructor'], elements: ['x-y'], may: on, live: on, picture: true }),
  ).toEqual([]);
});

test('a sensor counts only with the vendor in the same document', () => {
  expect(says({ may: on, live: on })).toEqual([]);
  expect(says({ globals: ['FaceSdk.start'], may: on })).toContain('face capture-ready camera global:FaceSdk.start');
  expect(says({ globals: ['FaceSdk.start'], live: on })).toContain('face capturing camera global:FaceSdk.start');
});

test('each vendor gets the sensor that it can use; typing needs none', () => {
  const all = says({ globals: ['FaceSdk.start', 'VoiceSdk', 'TypeWatch'], live: on });
  expect(all.filter((line) => line.includes('capturing'))).toEqual([
    'face capturing camera global:FaceSdk.start',
    'voice capturing microphone global:VoiceSdk',
  ]);
  expect(says({ globals: ['TypeWatch'], may: on, live: on, picture: true })).toEqual([
    'typing started - global:TypeWatch',
  ]);
});

test('the vendor’s own frame needs no global; its public site proves nothing', () => {
  expect(says({ live: { camera: true, microphone: false } }, 'https://check.face.test/s', 'check.face.test')).toEqual([
    'face capture-ready camera host:check.face.test',
    'face capturing camera host:check.face.test',
  ]);
  expect(says({ live: on, picture: true }, 'https://face.test/')).toEqual([]);
});

test('a picture is asked for', () => {
  expect(says({ elements: ['face-check'], picture: true })).toContain('face capture-ready picture element:face-check');
});

test('lending the camera to a vendor’s frame, and to somebody else’s', () => {
  const lends = [
    { url: 'https://check.face.test/s', camera: true, microphone: true },
    { url: 'https://meet.test/', camera: true, microphone: true },
  ];
  expect(says({ lends })).toEqual(['face capture-ready camera host:check.face.test']);
});

test('weak signs: one is no presence, two are', () => {
  expect(says({ globals: ['fs'], live: on }).filter((line) => line.includes('capturing'))).toEqual([]);
  expect(
    says({ globals: ['fs'], elements: ['[id="f"]'], live: on }).filter((line) => line.includes('capturing')),
  ).toEqual(['face capturing camera element:[id="f"]']);
});

test('what was asked for while it was blocked is marked, also for whoever shares the address; what is there is not', () => {
  const context = {
    url: 'https://shop.test/',
    frame: '',
    document: 'd1',
    at: 7,
    isBlocked: (id: string) => id === 'face',
  };
  const report = {
    ...quiet,
    globals: ['FaceSdk.start'],
    resources: ['https://check.face.test/a.js'],
    lends: [{ url: 'https://check.face.test/frame', ...on }],
  };
  const seen = fromReport(index, report, context).map(({ stage, blocked = false }) => `${stage} ${blocked}`);
  expect(seen).toEqual(['started false', 'loaded true', 'capture-ready true']);
});
