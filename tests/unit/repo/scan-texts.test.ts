/** The texts that a deep scan looks for: they stand in the SDKs that sources name, and in no other package here. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadList, valuesOf } from '../../../rules/cli/load.ts';

const MODULES = join(import.meta.dirname, '../../../node_modules');
const vendors = valuesOf(loadList().vendors);
const rows = vendors.flatMap(({ id, detect, sources }) =>
  (detect.strings ?? []).map((text) => ({ id, text, sources: sources.map(({ ref }) => ref) })),
);
/** Packages of which a dossier says that they hold an SDK. */
const sdks = new Set(vendors.flatMap(({ npm = [] }) => npm));

test('each stands in the npm file that its source names, where that version is installed', () => {
  let checked = 0;
  for (const { id, text } of rows) {
    const backing = vendors
      .find((vendor) => vendor.id === id)
      ?.sources.filter(({ shows }) => shows?.includes(`string:${text}`));
    for (const { ref } of backing ?? []) {
      const [, name = '', version = '', file = ''] =
        /^npm:((?:@[^/]+\/)?[^@]+)@([^#]+)#(?:package\/)?(.+)$/.exec(ref) ?? [];
      const folder = join(MODULES, name);
      if (!existsSync(join(folder, 'package.json'))) continue;
      if (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version !== version) continue;
      expect(readFileSync(join(folder, file), 'utf8').includes(text), `${id}: ${text} in ${ref}`).toBe(true);
      checked++;
    }
  }
  expect(checked).toBeGreaterThanOrEqual(20);
});

test('none stands in a package that is no SDK', () => {
  const wrong: string[] = [];
  let files = 0;
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.[cm]?js$/.test(entry.name) && statSync(path).size < 2_000_000) {
        files++;
        const code = readFileSync(path, 'latin1');
        for (const { id, text } of rows) if (code.includes(text)) wrong.push(`${id}: ${text} in ${path}`);
      }
    }
  };
  for (const name of readdirSync(MODULES)) {
    const packages = name.startsWith('@')
      ? readdirSync(join(MODULES, name)).map((inner) => `${name}/${inner}`)
      : [name];
    for (const each of packages)
      if (!each.startsWith('.') && !sdks.has(each) && isFolder(each)) walk(join(MODULES, each));
  }
  expect(wrong).toEqual([]);
  expect(files).toBeGreaterThan(1_000);
});

function isFolder(name: string): boolean {
  return statSync(join(MODULES, name)).isDirectory();
}
