/**
 * The closed vocabularies of the list. Words for people live in `public/_locales`;
 * definitions for maintainers live in `rules/categories.json`.
 */

/** What of the body is read. */
export const MODALITIES = [
  'face',
  'fingerprint',
  'iris',
  'voice',
  'palm',
  'gait',
  'gaze',
  'emotion',
  'keystroke',
  'pointer',
  'touch',
] as const;
export type Modality = (typeof MODALITIES)[number];

/** Modalities that a camera can read. */
export const CAMERA_MODALITIES: ReadonlySet<Modality> = new Set([
  'face',
  'fingerprint',
  'iris',
  'palm',
  'gait',
  'gaze',
  'emotion',
]);

/** What it is read for. */
export const PURPOSES = [
  'identity-verification',
  'age-estimation',
  'face-search',
  'face-recognition',
  'face-analysis',
  'proctoring',
  'video-interview',
  'fraud-detection',
  'emotion-analytics',
  'gaze-analytics',
  'voice-biometrics',
  'virtual-try-on',
  'video-surveillance',
  'retail-analytics',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `asked`: a visible step that the person starts. `silent`: runs without one. `depends`: sources do not say, or both. */
export const PRACTICES = ['asked', 'silent', 'depends'] as const;
export type Practice = (typeof PRACTICES)[number];

/** Where the capture is processed, as far as a source says it. */
export const PROCESSING = ['vendor', 'site', 'device', 'unstated'] as const;
export type Processing = (typeof PROCESSING)[number];

/** The claim ladder, lowest first. A finding carries the highest stage observed, never more. */
export const STAGES = ['listed', 'loaded', 'started', 'capture-ready', 'capturing'] as const;
export type Stage = (typeof STAGES)[number];

/** Signature kinds, in the order in which a dossier writes them. */
export const SIGNATURE_KINDS = [
  'sites',
  'hosts',
  'hostPaths',
  'files',
  'paths',
  'aliases',
  'globals',
  'elements',
  'strings',
] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** The singular under which a signature is named in output: `host:sdk.example.com`. */
export const SIGNATURE_PREFIX = {
  sites: 'site',
  hosts: 'host',
  hostPaths: 'hostPath',
  files: 'file',
  paths: 'path',
  aliases: 'alias',
  globals: 'global',
  elements: 'element',
  strings: 'string',
} as const satisfies Record<SignatureKind, string>;
export type SignaturePrefix = (typeof SIGNATURE_PREFIX)[SignatureKind];
