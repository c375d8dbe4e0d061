/** Settings as a file: for another browser, or to come back to. */
import { readFile } from './read-file.ts';
import { isGroup, type Settings } from './settings.ts';
import { type SettingPath, sift } from './sift.ts';

export const SETTINGS_FILE_NAME = 'countergaze-settings.json';
/** Bytes; many times what any settings need. */
const LARGEST = 1_000_000;
const FORMAT = 1;

/** Why a file was refused. `newer`: written by a later version, in a form that this one does not know. */
export type ImportProblem = 'too-large' | 'not-json' | 'not-settings' | 'newer' | 'damaged';

export type Imported =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problem: ImportProblem; readonly field: SettingPath | null };

export function toSettingsFile(settings: Settings): string {
  return `${JSON.stringify({ countergaze: 'settings', format: FORMAT, settings }, null, 2)}\n`;
}

/** Reads a file that somebody chose; see `fromSettingsText`. */
export async function fromSettingsFile(file: Blob): Promise<Imported> {
  const read = await readFile(file, LARGEST);
  if ('text' in read) return fromSettingsText(read.text);
  return refuse(read.problem === 'too-large' ? 'too-large' : 'not-json');
}

/** Reads one's text whole or not at all: one damaged value refuses it and is named. Settings that it lacks are defaults. */
export function fromSettingsText(text: string): Imported {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refuse('not-json');
  }
  if (!isSettingsFile(file)) return refuse('not-settings');
  if (file.format !== FORMAT) return refuse('newer');
  const { settings, refused } = sift(file.settings);
  return refused[0] === undefined ? { ok: true, settings } : refuse('damaged', refused[0]);
}

function isSettingsFile(file: unknown): file is { readonly format: unknown; readonly settings: object } {
  return isGroup(file) && file.countergaze === 'settings' && isGroup(file.settings);
}

function refuse(problem: ImportProblem, field: SettingPath | null = null): Imported {
  return { ok: false, problem, field };
}

/**
 * Settings that are put in place of all others. Who has once been asked about the ledger is not asked again: by that
 * answer lines that are past their time are deleted, whether the ledger is on or off.
 */
export function inPlaceOf(own: Settings, settings: Settings): Settings {
  return { ...settings, ledger: { ...settings.ledger, asked: settings.ledger.asked || own.ledger.asked } };
}
