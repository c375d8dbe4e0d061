/** The public face of the core. */
export * from './campaign.ts';
export { type DocumentContext, type DocumentReport, fromReport, type Sensor } from './capture.ts';
export { compile, type Entry, type Index, signatureOf, signaturesIn } from './compile.ts';
export * from './host.ts';
export { match, type Observation } from './match.ts';
export type { Dossier, EngineVendor, Ruleset, VendorLine } from './ruleset.ts';
export type { Action, Detect, Source, Vendor } from './schema.ts';
export * from './verdict.ts';
export * from './vocabulary.ts';
