/** Firefox for Android lacks some of the browser's interface; a call of it must not take the rest down. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const DATA = join(ROOT, 'node_modules/@mdn/browser-compat-data/data.json');
const { webextensions } = JSON.parse(readFileSync(DATA, 'utf8')) as { webextensions: { api: object } };
/** Asked for within a try: it throws on a desktop, too, where no organisation has set anything. */
const CAUGHT = ['storage.managed'];

interface Node {
  readonly __compat?: { readonly support: { readonly firefox_android?: { readonly version_added: string | false } } };
}

/** True when MDN's data say that Firefox for Android has no such thing. */
function isMissing(path: string): boolean {
  let node: unknown = webextensions.api;
  for (const name of path.split('.')) {
    node = (node as Record<string, unknown> | undefined)?.[name];
    if ((node as Node | undefined)?.__compat?.support.firefox_android?.version_added === false) return true;
  }
  return false;
}

test('what Firefox for Android has not is asked for with ?.', () => {
  const files = execFileSync('git', ['ls-files', 'entrypoints', 'components', 'utils'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const code = files
    .trim()
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file));
  const uses = code.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bbrowser\.(\w+)(\??)\.(\w+)(\??)/g)].map(
      ([, area, first, name, second]) => ({ file, path: `${area}.${name}`, guarded: `${first}${second}` !== '' }),
    ),
  );
  expect(uses.length).toBeGreaterThan(30);
  const missing = uses.filter(({ path }) => isMissing(path) && !CAUGHT.includes(path));
  expect(missing.map(({ path }) => path)).toContain('tabs.onReplaced');
  expect(missing.filter(({ guarded }) => !guarded)).toEqual([]);
});
