/** Files that a person chose: real ones, also such as are gone or far too large. */
import { mkdtempSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fromFile } from '../../../utils/ledger-file.ts';
import { readFile } from '../../../utils/read-file.ts';
import { DEFAULTS } from '../../../utils/settings.ts';
import { fromSettingsFile, toSettingsFile } from '../../../utils/settings-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'countergaze-files-'));
const path = join(folder, 'chosen.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** A file as it was chosen; `bytes`: made longer, without taking room. */
async function chosen(text: string, bytes?: number): Promise<Blob> {
  writeFileSync(path, text);
  if (bytes !== undefined) truncateSync(path, bytes);
  return openAsBlob(path);
}

/** The same, gone before it is read. */
async function gone(text: string, bytes?: number): Promise<Blob> {
  const file = await chosen(text, bytes);
  rmSync(path);
  return file;
}

test('what is there is read', async () => {
  expect(await readFile(await chosen('text'), 4)).toEqual({ text: 'text' });
  expect(await fromSettingsFile(await chosen(toSettingsFile(DEFAULTS)))).toEqual({ ok: true, settings: DEFAULTS });
});

test('a file that cannot be read is refused in words', async () => {
  expect(await readFile(await gone('text'), 4)).toEqual({ problem: 'unreadable' });
  expect(await fromSettingsFile(await gone('{}'))).toEqual({ ok: false, problem: 'not-json', field: null });
  expect(await fromFile(await gone('{}'), '2026-11-24')).toEqual({ ok: false, problem: 'not-json', where: '' });
});

test('of one that is too large nothing is read', async () => {
  expect(await readFile(await gone('text'), 3)).toEqual({ problem: 'too-large' });
  expect(await fromSettingsFile(await gone('', 1_000_001))).toEqual({ ok: false, problem: 'too-large', field: null });
  const large = await gone('', 400_000_001);
  expect(await fromFile(large, '2026-11-24')).toEqual({ ok: false, problem: 'too-large', where: '' });
});
