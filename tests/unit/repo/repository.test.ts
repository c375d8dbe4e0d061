/** Tests about the repository itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODALITIES, PRACTICES, PURPOSES } from '../../../rules/core/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trimEnd().split('\n');
const sources = tracked.filter((file) => /\.(?:ts|tsx)$/.test(file) && existsSync(join(ROOT, file)));

test('no top-level source folder but the agreed ones', () => {
  const folders = new Set(tracked.filter((file) => file.includes('/')).map((file) => file.split('/')[0] as string));
  const allowed = ['.ci', '.github', 'components', 'entrypoints', 'public', 'rules', 'tests', 'utils'];
  expect([...folders].filter((folder) => !allowed.includes(folder))).toEqual([]);
});

test('no file over 300 lines', () => {
  const long = sources.filter((file) => read(file).split('\n').length > 300);
  expect(long).toEqual([]);
});

describe('fences', () => {
  const lint = (file: string, text: string) => {
    const path = join(ROOT, file);
    try {
      writeFileSync(path, text);
      return spawnSync(
        process.execPath,
        [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--only=style/noRestrictedImports', path],
        { encoding: 'utf8', cwd: ROOT },
      );
    } finally {
      rmSync(path);
    }
  };

  test.each([
    ['rules/core', `import 'wxt/browser';`],
    ['rules/core', `import '../../utils/i18n.ts';`],
    ['rules/core', `import 'zod';`],
    ['rules/core', `import 'node:fs';`],
    ['rules/cli', `import '../../utils/i18n.ts';`],
    ['utils', `import 'node:fs';`],
    ['utils', `import 'wxt/browser';`],
    ['utils', `import '../components/words.tsx';`],
    ['components', `import '../utils/browser.ts';`],
    ['components', `import '../rules/cli/check.ts';`],
    ['entrypoints', `import '../rules/cli/check.ts';`],
    ['entrypoints', `import '../tests/support/driver.ts';`],
  ])('%s refuses %s', (folder, text) => {
    const { status, stderr, stdout } = lint(`${folder}/fence-probe.ts`, `${text}\n`);
    expect(`${stdout}${stderr}`).toContain('noRestrictedImports');
    expect(status).not.toBe(0);
  });

  test('the lint alone does not refuse what is allowed', () => {
    expect(lint('utils/fence-probe.ts', `import '../rules/core/index.ts';\n`).status).toBe(0);
  });

  test('rules/core knows no DOM, no Node and no browser', () => {
    const path = join(ROOT, 'rules/core/fence-probe.ts');
    try {
      writeFileSync(path, 'export const probe = [document, process, fetch, URL];\n');
      const { stdout } = spawnSync(
        process.execPath,
        [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'rules/core'],
        { encoding: 'utf8', cwd: ROOT },
      );
      for (const name of ['document', 'process', 'fetch', 'URL']) expect(stdout).toContain(`'${name}'`);
    } finally {
      rmSync(path);
    }
  });
});

test('no words in components', () => {
  const texts = sources
    .filter((file) => file.startsWith('components/') && file.endsWith('.tsx'))
    .flatMap((file) =>
      [...read(file).matchAll(/(?<!=)>\s*([A-Za-z][^<>{}]*[a-z])\s*</g)].map(([, text]) => `${file}: ${text}`),
    );
  expect(texts).toEqual([]);
});

test('the issue forms offer the vocabularies of the schema', () => {
  const form = read('.github/ISSUE_TEMPLATE/new-vendor.yml');
  const options = (id: string) =>
    new RegExp(`id: ${id}\\n[\\s\\S]*?options:\\n((?: +- .*\\n)+)`).exec(form)?.[1]?.match(/(?<=- )\S+/g);
  expect(options('modalities')).toEqual([...MODALITIES]);
  expect(options('purpose')).toEqual([...PURPOSES]);
  expect(options('practice')).toEqual([...PRACTICES]);
});
