/** Updates as a maintainer would sign them, and as nobody should. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadList, valuesOf } from '../../rules/cli/load.ts';
import { toRuleset } from '../../rules/cli/ruleset.ts';
import { sign } from '../../rules/cli/signing.ts';
import { packDossiers } from '../../rules/core/dossiers.ts';
import { pack } from '../../rules/core/pack.ts';
import type { Vendor } from '../../rules/core/schema.ts';
import { seal, toBody, type Update } from '../../rules/core/update.ts';
import { dossier } from './fixtures.ts';

export type KeyName = 'one' | 'two' | 'three';

const { vendors, actions } = loadList();

/** A vendor that no package knows, with a sign of each kind that needs the probe's or the browser's help. */
export function newcomer(more: Partial<Vendor> = {}): Vendor {
  const detect = {
    sites: ['newcomer.example'],
    hosts: ['sdk.newcomer.example'],
    globals: ['NewcomerFace'],
    elements: ['newcomer-check'],
  };
  const shows = ['site:newcomer.example', 'host:sdk.newcomer.example', 'global:NewcomerFace', 'element:newcomer-check'];
  const base = dossier('newcomer');
  return {
    ...base,
    name: 'Newcomer',
    detect,
    sources: [{ ...base.sources[0], shows } as Vendor['sources'][number]],
    ...more,
  };
}

/** The list of this repository, and more. `made` lies after any build of today. */
export function updateOf(serial: number, more: readonly Vendor[] = [], changes: Partial<Update> = {}): Update {
  const all = [...valuesOf(vendors), ...more];
  return {
    serial,
    commit: serial.toString(16).padStart(40, '0'),
    made: new Date(Date.now() + serial * 1_000).toISOString(),
    ruleset: pack(toRuleset(all)),
    dossiers: packDossiers(all),
    actions: valuesOf(actions).map(({ $schema, ...action }) => action),
    ...changes,
  };
}

/** Signs whatever it is given. */
export async function signBody(body: string, key: KeyName = 'one'): Promise<string> {
  const privateKey = readFileSync(join(import.meta.dirname, `../keys/${key}.pem`), 'utf8');
  return seal(body, await sign(Buffer.from(body), privateKey));
}

export function signed(update: Update, key: KeyName = 'one'): Promise<string> {
  return signBody(toBody(update), key);
}
