/** The diagram in ARCHITECTURE.md, held against the imports. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Rooms of the diagram, by the beginning of a path; the first that fits. */
const ROOMS: readonly (readonly [RegExp, string])[] = [
  [/^entrypoints\/background\//, 'background'],
  [/^entrypoints\/[^/]+\//, 'pages'],
  [/^entrypoints\//, 'scripts'],
  [/^components\//, 'components'],
  [/^utils\//, 'utils'],
  [/^rules\/core\//, 'core'],
  [/^rules\/built\//, 'built'],
  [/^rules\/cli\//, 'cli'],
  [/^\.ci\//, 'ci'],
];
const roomOf = (file: string) => ROOMS.find(([pattern]) => pattern.test(file))?.[1];

/** `a --> b` for every import that leaves a room for another one of the diagram. */
function realArrows(): string[] {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  const arrows = files
    .filter((file) => existsSync(join(ROOT, file)))
    .flatMap((file) => {
      const from = roomOf(file);
      const named = [...read(file).matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
        ([, path]) => path as string,
      );
      const to = named.map((path) => roomOf(posix.join(dirname(file), path)));
      return to.flatMap((room) =>
        from === undefined || room === undefined || room === from ? [] : [`${from} --> ${room}`],
      );
    });
  return [...new Set(arrows)].sort();
}

test('the arrows of the diagram are the imports', () => {
  const [, diagram = ''] = /```mermaid\n([\s\S]*?)```/.exec(read('ARCHITECTURE.md')) ?? [];
  const drawn = [...diagram.matchAll(/^ +(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} --> ${to}`);
  expect(drawn.sort()).toEqual(realArrows());
});

test('nothing points away from the core', () => {
  expect(realArrows().filter((arrow) => arrow.startsWith('core '))).toEqual([]);
});

test('every file that the page names is there', () => {
  const text = read('ARCHITECTURE.md').replace(/```[\s\S]*?```/g, '');
  const named = [...text.matchAll(/`((?:utils|rules|entrypoints|components|tests|public)\/[\w./-]+)`/g)].map(
    ([, path]) => path as string,
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
