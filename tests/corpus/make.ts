/**
 * Makes the kept corpus: `node tests/corpus/make.ts [pervasive.jsonl.gz]`.
 * libraries.requests.txt: files of the ordinary npm packages in node_modules, as a shop or a CDN would serve them.
 * pervasive.requests.txt.gz: from HTTP Archive's list of scripts that very many sites share (see README.md here).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const HERE = import.meta.dirname;
const MODULES = join(HERE, '..', '..', 'node_modules');
/** The biometric packages among the devDependencies, and what is not served to pages at all. */
const BIOMETRIC =
  /^(?:@vladmandic|webgazer|onfido-sdk-ui|@seontechnologies|facefilter|@honorlock|@mediapipe|@tensorflow|face-api|mind-ar|\.)/;
const SERVED: Record<string, string> = {
  '.js': 'script',
  '.mjs': 'script',
  '.cjs': 'script',
  '.css': 'stylesheet',
  '.json': 'xmlhttprequest',
  '.wasm': 'other',
  '.html': 'sub_frame',
  '.png': 'image',
  '.svg': 'image',
  '.woff2': 'font',
};
const MOST_OF_A_PACKAGE = 250;

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

function packages(): string[] {
  const names = readdirSync(MODULES).filter((name) => !BIOMETRIC.test(name));
  return names
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(MODULES, name)).map((inner) => `${name}/${inner}`) : [name],
    )
    .sort();
}

function libraries(): string[] {
  const lines: string[] = [];
  for (const [at, name] of packages().entries()) {
    const { version } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as { version: string };
    const bases = [
      `cdn.jsdelivr.net/npm/${name}@${version}`,
      `unpkg.com/${name}@${version}`,
      `shop.example/node_modules/${name}`,
    ];
    let taken = 0;
    for (const file of filesUnder(join(MODULES, name))) {
      const type = SERVED[file.slice(file.lastIndexOf('.'))];
      if (type === undefined || taken++ >= MOST_OF_A_PACKAGE) continue;
      lines.push(
        `${type} https://${bases[(at + taken) % bases.length]}/${encodeURI(relative(join(MODULES, name), file))}`,
      );
    }
  }
  return lines;
}

/** Distinct addresses without their query, which matching never reads. */
function pervasive(file: string): string[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const seen = lines.map((line) => {
    const { url, cpt } = JSON.parse(line) as { url: string; cpt: string };
    const { origin, pathname } = new URL(url);
    return `${cpt} ${origin}${pathname}`;
  });
  return [...new Set(seen)].sort();
}

function write(name: string, lines: readonly string[]): void {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(join(HERE, name), name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  console.log(`${name}: ${lines.length} addresses`);
}

write('libraries.requests.txt', libraries());
const [given] = process.argv.slice(2);
if (given !== undefined) write('pervasive.requests.txt.gz', pervasive(given));
