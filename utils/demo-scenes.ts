/** What the demonstration shows: an invented vendor on an invented page, from nothing to a camera that is on. */
import type { Finding, Sighting, Stage } from '../rules/core/index.ts';
import type { VendorWords } from './protocol.ts';

export const SCENE_NAMES = ['nothing', 'listed', 'loaded', 'silent', 'started', 'ready', 'capturing'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

export interface Scene {
  readonly name: SceneName;
  /** Host of the invented page. */
  readonly host: string;
  /** File name part of the toolbar icon, as the background chooses it. */
  readonly icon: string;
  readonly badge: string;
  readonly finding: Finding | null;
  /** All but its name, which is said in the person's language. */
  readonly vendor: Omit<VendorWords, 'name'>;
}

const FACE: Scene['vendor'] = {
  modalities: ['face'],
  purpose: 'identity-verification',
  practice: 'asked',
  reviewed: '2026-01-01',
};
const BEHAVIOUR: Scene['vendor'] = {
  modalities: ['keystroke', 'pointer'],
  purpose: 'fraud-detection',
  practice: 'silent',
  reviewed: '2026-01-01',
};

/** `.example` is reserved: no such host can exist (RFC 2606). */
const SHOP = 'shop.example';
const VENDOR_SITE = 'www.vendor.example';
const SCRIPT = 'https://sdk.vendor.example/check.js';

/** The scenes in order; `at` is when the demonstration was opened, in milliseconds since the epoch. */
export function scenes(at: number): Scene[] {
  const loaded = sighting('loaded', 'host:sdk.vendor.example', SCRIPT, at);
  const started = sighting('started', 'global:ExampleVendor', `https://${SHOP}/`, at);
  const camera = (stage: Stage): Sighting => ({
    ...started,
    stage,
    signature: 'host:sdk.vendor.example',
    sensor: 'camera',
  });
  return [
    { name: 'nothing', host: SHOP, icon: 'quiet', badge: '', finding: null, vendor: FACE },
    scene('listed', 'listed', '', FACE, [sighting('listed', 'site:vendor.example', `https://${VENDOR_SITE}/`, at)]),
    scene('loaded', 'loaded', '1', FACE, [loaded]),
    scene('silent', 'started-silent', '1', BEHAVIOUR, [started, loaded]),
    scene('started', 'started', '1', FACE, [started, loaded]),
    scene('ready', 'capture', '1', FACE, [camera('capture-ready'), started, loaded]),
    scene('capturing', 'capture', '1', FACE, [camera('capturing'), started, loaded]),
  ];
}

function scene(
  name: SceneName,
  icon: string,
  badge: string,
  vendor: Scene['vendor'],
  evidence: readonly [Sighting, ...Sighting[]],
): Scene {
  const finding = {
    vendor: 'example',
    stage: evidence[0].stage,
    hosted: false,
    overdue: false,
    blocked: false,
    evidence,
  };
  return { name, host: name === 'listed' ? VENDOR_SITE : SHOP, icon, badge, finding, vendor };
}

function sighting(stage: Stage, signature: string, url: string, at: number): Sighting {
  const via = stage === 'listed' ? 'page' : stage === 'loaded' ? 'request' : 'frame';
  return { vendor: 'example', signature, stage, weak: false, via, url, frame: '', at };
}
