/** A small, valid list for tests, in a folder of its own. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inSchemaOrder } from '../../rules/cli/format.ts';
import { writeGenerated } from '../../rules/cli/generated.ts';
import { loadList, RULES_DIR, valuesOf } from '../../rules/cli/load.ts';
import { Vendor } from '../../rules/core/schema.ts';

/** A dossier that `check` accepts; override what a test is about. */
export function dossier(id: string, more: Partial<Vendor> = {}): Vendor {
  const host = `sdk.${id}.com`;
  return {
    $schema: '../schema/vendor.schema.json',
    id,
    name: id.toUpperCase(),
    kind: 'vendor',
    company: null,
    country: null,
    homepage: `https://www.${id}.com/`,
    summary: 'A made-up vendor for tests.',
    modalities: ['face'],
    purpose: 'face-analysis',
    practice: 'asked',
    processing: 'unstated',
    detect: { hosts: [host] },
    sources: [
      {
        ref: `https://docs.${id}.com/`,
        says: 'Names the host.',
        shows: [`host:${host}`],
        how: 'live',
        seen: '2026-01-01',
      },
    ],
    reviewed: '2026-01-01',
    reviewBy: '2027-01-01',
    cases: {
      positive: [{ url: `https://${host}/a.js` }],
      negative: [{ url: `https://other-${host}/a.js`, why: 'Another host that ends alike.' }],
    },
    ...more,
  };
}

/** Writes a rules folder with these dossiers and the real actions, authorities, campaign, categories and schemas; returns its path. */
export function rulesFolder(...dossiers: (Vendor | { file: string; text: string })[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'countergaze-rules-'));
  for (const name of ['actions', 'authorities', 'campaign.json', 'schema', 'categories.json', 'cases']) {
    cpSync(join(RULES_DIR, name), join(dir, name), { recursive: true });
  }
  mkdirSync(join(dir, 'vendors'));
  for (const each of dossiers) {
    if ('text' in each) writeFileSync(join(dir, 'vendors', each.file), each.text);
    else writeFileSync(join(dir, 'vendors', `${each.id}.json`), inSchemaOrder(Vendor, each));
  }
  const vendors = valuesOf(loadList(dir).vendors);
  writeGenerated(dir, vendors);
  return dir;
}
