/** The public face of the core. */
export * from './blocking.ts';
export * from './campaign.ts';
export { type DocumentContext, type DocumentReport, fromReport, type Sensor } from './capture.ts';
export { type Entry, signatureOf, signaturesIn } from './compile.ts';
export { type PackedDossiers, packDossiers, toListed, unpackDossiers } from './dossiers.ts';
export * from './host.ts';
export { match, matchUrl, type Observation } from './match.ts';
export { compile, pack } from './pack.ts';
export { assertIntact, type Index, restore } from './restore.ts';
export type { Dossier, EngineVendor, ListedVendor, Ruleset, RulesetVendor, VendorLine } from './ruleset.ts';
export type { Action, Detect, Source, Vendor } from './schema.ts';
export * from './verdict.ts';
export * from './vocabulary.ts';
