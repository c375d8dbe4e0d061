/** The packages, built as a reviewer builds them: from the sources, in an empty folder, by the README's own words. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { zipPackage } from './package-zip.ts';
import { ROOT } from './run.ts';
import { type Files, filesIn, unzip, zip } from './zip.ts';

export interface Packages {
  readonly chromium: Uint8Array;
  readonly firefox: Uint8Array;
}

/** All files of the last commit, as one zip. */
export function sources(): Uint8Array {
  const archive = execFileSync('git', ['archive', '--format=zip', '-0', 'HEAD'], { cwd: ROOT, maxBuffer: 1 << 28 });
  return zip(unzip(archive));
}

/** Builds twice, in folders of other names and depths and in other time zones and modes; an error when a byte differs. */
export async function buildTwice(archive: Uint8Array, say: (line: string) => void): Promise<Packages> {
  const home = mkdtempSync(join(tmpdir(), 'countergaze-build-'));
  try {
    const other = { ...shellOf('Pacific/Kiritimati'), NODE_ENV: 'development' };
    const first = build(archive, join(home, 'one'), shellOf('UTC'), say);
    const second = build(archive, join(home, 'another place', 'two'), other, say);
    for (const name of ['chromium', 'firefox'] as const) {
      if (Buffer.compare(first[name], second[name]) !== 0)
        throw new Error(`the two builds for ${name} differ: ${differing(first[name], second[name]).join(', ')}`);
    }
    return { chromium: await zipPackage(unzip(first.chromium)), firefox: await zipPackage(unzip(first.firefox)) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The commands under the README's heading for reviewers. */
export function instructions(readme: string): string[] {
  const section = /^## For reviewers\n[\s\S]*?```sh\n([\s\S]*?)```/m.exec(readme)?.[1];
  if (section === undefined) throw new Error('the README tells reviewers nothing');
  return section.trim().split('\n');
}

/** What a reviewer's shell has: nothing of this checkout's own tools, and no key. */
export function shellOf(zone: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|countergaze_)|signing/i.test(name));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(ROOT));
  return { ...Object.fromEntries(own), PATH: path.join(delimiter), TZ: zone };
}

function build(archive: Uint8Array, folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Packages {
  const files = unzip(archive);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const command of instructions(textOf(files, 'README.md'))) {
    say(`${folder}$ ${command}`);
    execFileSync('sh', ['-c', command], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
  return {
    chromium: zip(filesIn(join(folder, '.output/chrome'))),
    firefox: zip(filesIn(join(folder, '.output/firefox'))),
  };
}

function textOf(files: Files, path: string): string {
  return new TextDecoder().decode(files[path]);
}

function differing(a: Uint8Array, b: Uint8Array): string[] {
  const [one, two] = [unzip(a), unzip(b)];
  const paths = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...paths].filter(
    (path) => Buffer.compare(one[path] ?? new Uint8Array(), two[path] ?? new Uint8Array()) !== 0,
  );
}
