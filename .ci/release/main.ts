/**
 * `npm run release`: everything that stores, reviewers and users get, of the last commit, into artifacts/release.
 * `--dry-run` goes on where a release would refuse, and says so; `--list` releases the list alone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../rules/cli/table.ts';
import { sbom, signList } from './artefacts.ts';
import { changelogSection, listChanges, tagBefore } from './changes.ts';
import { buildTwice, sources } from './packages.ts';
import { type Plan, plan } from './plan.ts';
import { ROOT } from './run.ts';

const { values } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, list: { type: 'boolean', default: false } },
});
const planned = plan(values.list);
const { tag, obstacles } = planned;
const out = join(ROOT, 'artifacts/release', values['dry-run'] ? `${tag}-dry-run` : tag);

for (const obstacle of obstacles)
  console.error(`${values['dry-run'] ? 'a release would refuse' : 'refused'}: ${obstacle}`);
if (obstacles.length > 0 && !values['dry-run']) process.exit(1);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (!values.list) releaseCode(planned);
releaseList(planned);
writeFileSync(join(out, 'SHA256SUMS'), checksums());
console.log(
  `\n${table(
    ['file', 'bytes'],
    readdirSync(out).map((name) => [name, String(readFileSync(join(out, name)).length)]),
  )}\n`,
);
console.log(`${values['dry-run'] ? 'dry run of ' : ''}${tag}, list of ${planned.listVersion}: ${out}`);

function releaseCode({ codeVersion, date }: Plan): void {
  const name = `countergaze-${codeVersion}`;
  const archive = sources();
  const { chromium, firefox } = buildTwice(archive, console.log);
  console.log('both builds are the same, byte by byte');
  write(`${name}-chromium.zip`, chromium);
  write(`${name}-edge.zip`, chromium); // Edge's store takes Chromium's package as it is
  write(`${name}-firefox.zip`, firefox);
  write(`${name}-sources.zip`, archive);
  write(`${name}-sbom.cdx.json`, sbom(date));
  const { own, unreleased = '' } = changelogSection(codeVersion);
  write('CHANGES.md', `# Countergaze ${codeVersion}\n\n${own ?? unreleased}\n`);
}

function releaseList({ listVersion }: Plan): void {
  write('LIST-CHANGES.md', listChanges(listVersion, tagBefore()));
  console.log(`signed list: ${signList(join(out, `list-${listVersion}.update`))}`);
}

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(out, name), content);
}

/** In the form that `sha256sum -c` reads. */
function checksums(): string {
  return readdirSync(out)
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
}
