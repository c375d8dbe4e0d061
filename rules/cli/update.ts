/** Updates of the list, on the maintainers' side: made of a built list, and judged as the extension will. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { listedIn, unpackDossiers } from '../core/dossiers.ts';
import type { Index } from '../core/restore.ts';
import { Action, Vendor } from '../core/schema.ts';
import { restoreWhole } from '../core/sound.ts';
import { LARGEST_UPDATE, type Update, unseal } from '../core/update.ts';
import { RULES_DIR } from './load.ts';
import { UsageError } from './problem.ts';
import { isSignedBy, readText } from './signing.ts';

const Dossiers = z.array(Vendor.omit({ $schema: true, cases: true, detect: true, npm: true }));
const Actions = z.array(Action);
const Body = z.strictObject({
  serial: z.int().positive(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  made: z.iso.datetime({ offset: true }),
  ruleset: z.string(),
  dossiers: z.custom<Update['dossiers']>(),
  actions: z.custom<Update['actions']>(Array.isArray),
});

/** What a built list (the folder that `rules build` writes) becomes as an update. */
export function fromBuilt(folder: string, origin: Pick<Update, 'serial' | 'commit' | 'made'>): Update {
  const built = (file: string) => readText(join(folder, file));
  return {
    ...origin,
    ruleset: built('ruleset.txt'),
    dossiers: JSON.parse(built('dossiers.json')),
    actions: JSON.parse(built('actions.json')),
  };
}

/** The commit that is checked out, and its instant. Refuses a list with changes that nobody could look up. */
export function currentCommit(): Pick<Update, 'commit' | 'made'> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: RULES_DIR, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', '.');
  if (changed !== '') throw new UsageError(`rules/ has changes that are not committed:\n${changed}`);
  const [commit = '', date = ''] = git('log', '-1', '--format=%H %cI').split(' ');
  return { commit, made: new Date(date).toISOString() };
}

export interface Judged {
  readonly update: Update;
  readonly index: Index;
}

/** Opens an update that carries the signature of one of the keys. Throws a UsageError that says what is wrong. */
export async function judge(file: Uint8Array<ArrayBuffer>, publicKeys: readonly string[]): Promise<Judged> {
  if (file.length > LARGEST_UPDATE) throw new UsageError(`${file.length} bytes; at most ${LARGEST_UPDATE} are read`);
  const parts = unseal(file);
  if (parts === 'cut') throw new UsageError('this is no whole update: its first line does not fit what follows');
  if (parts === 'newer') throw new UsageError('this update is of another format');
  const body = new Uint8Array(parts.body);
  const signed = await Promise.all(publicKeys.map((key) => isSignedBy(body, parts.signature, key)));
  if (!signed.includes(true)) throw new UsageError('none of the keys has signed these bytes');
  return judgeBody(Buffer.from(body).toString('ascii'));
}

/** The same for what is signed. */
export function judgeBody(body: string): Judged {
  try {
    const update = Body.parse(JSON.parse(body));
    Actions.parse(update.actions.map((action) => ({ ...action, $schema: '../schema/action.schema.json' })));
    const index = restoreWhole(update.ruleset);
    const listed = listedIn(index);
    const dossiers = Object.values(unpackDossiers(update.dossiers, listed));
    Dossiers.parse(dossiers);
    if (update.dossiers.ids.length !== listed.length || dossiers.length !== listed.length)
      throw new RangeError('there is not one dossier for each vendor');
    return { update, index };
  } catch (error) {
    const says = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new UsageError(`this update holds what the extension refuses: ${says}`);
  }
}
