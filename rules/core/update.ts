/**
 * An update of the list as a file of ASCII: one line, then what is signed, byte by byte.
 *
 *     countergaze-update FORMAT LENGTH SIGNATURE
 *     {"serial":…,"commit":…,"made":…,"ruleset":…,"dossiers":…,"actions":…}
 *
 * SIGNATURE is ECDSA on P-256 with SHA-256 over the LENGTH bytes after the line, as base64.
 */
import type { PackedDossiers } from './dossiers.ts';
import { toAscii } from './packed.ts';
import type { Action } from './schema.ts';

const MAGIC = 'countergaze-update';
const FORMAT = 1;
const HEAD = new RegExp(`^${MAGIC} (\\d+) (\\d+) ([A-Za-z0-9+/]{86}==)$`);
/** Characters; no head is longer. */
const LONGEST_HEAD = 160;
/** Bytes of a whole file: several times what the list needs. The list in use, the one before and a new one fit a browser's 10 MB. */
export const LARGEST_UPDATE = 2_000_000;
/** WebCrypto's name of the signatures. */
export const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface Update {
  /** Rises with every update that is signed. */
  readonly serial: number;
  /** The commit that the list was built from: anyone can build it again and compare. */
  readonly commit: string;
  /** Instant of that commit, ISO. */
  readonly made: string;
  /** The packed list. */
  readonly ruleset: string;
  readonly dossiers: PackedDossiers;
  readonly actions: readonly Omit<Action, '$schema'>[];
}

/** Why something is no update. `cut`: not whole, or no such file at all. `newer`: of a format that this version does not know. */
export type Damage = 'cut' | 'newer';

/** The text that is signed. The same update gives the same text. */
export function toBody({ serial, commit, made, ruleset, dossiers, actions }: Update): string {
  return toAscii({ serial, commit, made, ruleset, dossiers, actions });
}

/** The whole file. */
export function seal(body: string, signature: string): string {
  return `${MAGIC} ${FORMAT} ${body.length} ${signature}\n${body}`;
}

/** The parts of a file, nothing verified yet; or why it has none. */
export function unseal(file: Uint8Array): { readonly signature: string; readonly body: Uint8Array } | Damage {
  const end = file.indexOf(10);
  const head = HEAD.exec(String.fromCharCode(...file.subarray(0, Math.min(Math.max(end, 0), LONGEST_HEAD))));
  if (head === null) return 'cut';
  if (Number(head[1]) !== FORMAT) return 'newer';
  const body = file.subarray(end + 1);
  return body.length === Number(head[2]) ? { signature: head[3] as string, body } : 'cut';
}
