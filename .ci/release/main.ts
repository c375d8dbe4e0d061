/**
 * `npm run release`: everything that stores, reviewers and users get, of the last commit, into artifacts/release.
 * `--dry-run` goes on where a release would refuse, and says so; `--list` releases the list alone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
const isDry = values['dry-run'] ?? false;
const planned = plan(values.list);
const out = join(ROOT, 'artifacts/release', isDry ? `${planned.tag}-dry-run` : planned.tag);

for (const obstacle of planned.obstacles) console.error(`${isDry ? 'a release would refuse' : 'refused'}: ${obstacle}`);
if (planned.obstacles.length > 0 && !isDry) process.exit(1);
rmSync(out, { recursive: true, force: true });
try {
  await release(planned);
} catch (error) {
  rmSync(out, { recursive: true, force: true }); // all of it, or nothing
  console.error(`no release: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function release({ tag, listVersion }: Plan): Promise<void> {
  mkdirSync(out, { recursive: true });
  if (!values.list) await releaseCode(planned);
  releaseList(planned);
  write('SHA256SUMS', checksums());
  const sizes = readdirSync(out).map((name) => [name, String(statSync(join(out, name)).size)]);
  console.log(`\n${table(['file', 'bytes'], sizes)}\n`);
  console.log(`${isDry ? 'dry run of ' : ''}${tag}, list of ${listVersion}: ${out}`);
}

async function releaseCode({ codeVersion, date }: Plan): Promise<void> {
  const name = `countergaze-${codeVersion}`;
  const archive = sources();
  const { chromium, firefox } = await buildTwice(archive, console.log);
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
