/** The package holds zod once, and of it only what is used: the script that is shared must have all that is asked of it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../../.ci/release/zip.ts';
import * as used from '../../../utils/zod-used.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TYPES = ['infer', 'ZodMiniType'];

/** What the extension's own code asks of zod, by name. */
function askedFor(): string[] {
  const sources = ['utils', 'entrypoints', 'components', 'rules/core']
    .flatMap((folder) => Object.entries(filesIn(join(ROOT, folder))))
    .filter(([file]) => /\.tsx?$/.test(file))
    .map(([, bytes]) => new TextDecoder().decode(bytes))
    .filter((code) => code.includes("import * as z from 'zod/mini'"));
  const names = sources.flatMap((code) => [...code.matchAll(/\bz\.(\w+)/g)].map(([, name]) => name as string));
  return [...new Set(names)].filter((name) => !TYPES.includes(name)).sort();
}

test('what is asked of zod is what the shared script has', () => {
  expect(Object.keys(used).sort()).toEqual(askedFor());
});

test('what stands for it in a build hands out the same', async () => {
  Object.assign(globalThis, { 'part:zod': used });
  expect({ ...(await import('../../../utils/zod-shared.ts')) }).toEqual({ ...used });
});
