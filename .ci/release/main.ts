/**
 * `npm run release`: everything that stores, reviewers and users get, of the last commit, into artifacts/release.
 * `--dry-run` goes on where a release would refuse, and says so; `--list` releases the list alone; `--sign` adds the
 * signed list to what has been made, so that no key need be near a build.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../rules/cli/table.ts';
import { sbom, signList } from './artefacts.ts';
import { changelogSection, listChanges, tagBefore } from './changes.ts';
import { buildTwice, sources } from './packages.ts';
import { type Plan, plan } from './plan.ts';
import { ROOT } from './run.ts';

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean' },
    list: { type: 'boolean', default: false },
    sign: { type: 'boolean', default: false },
  },
});
const SUMS = 'SHA256SUMS';
const isDry = values['dry-run'] ?? false;
const planned = plan(values.list);
const out = join(ROOT, 'artifacts/release', isDry ? `${planned.tag}-dry-run` : planned.tag);

for (const obstacle of planned.obstacles) console.error(`${isDry ? 'a release would refuse' : 'refused'}: ${obstacle}`);
if (planned.obstacles.length > 0 && !isDry) process.exit(1);
if (!values.sign) rmSync(out, { recursive: true, force: true });
try {
  await (values.sign ? addSignature(planned) : release(planned));
} catch (error) {
  rmSync(values.sign ? updateOf(planned) : out, { recursive: true, force: true }); // all of it, or nothing
  console.error(`no release: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function release(planned: Plan): Promise<void> {
  mkdirSync(out, { recursive: true });
  if (!values.list) await releaseCode(planned);
  releaseList(planned);
  finish(planned);
}

async function addSignature(planned: Plan): Promise<void> {
  if (!existsSync(out)) throw new Error(`nothing has been made at ${out}; without --sign it is`);
  if ((process.env.COUNTERGAZE_SIGNING_KEY ?? '') === '') throw new Error('COUNTERGAZE_SIGNING_KEY names no key');
  sign(planned);
  finish(planned);
}

function finish({ tag, listVersion }: Plan): void {
  write(SUMS, checksums());
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

function releaseList(planned: Plan): void {
  write('LIST-CHANGES.md', listChanges(planned.listVersion, tagBefore()));
  sign(planned);
}

function sign(planned: Plan): void {
  console.log(`signed list: ${signList(updateOf(planned))}`);
}

function updateOf({ listVersion }: Plan): string {
  return join(out, `list-${listVersion}.update`);
}

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(out, name), content);
}

/** In the form that `sha256sum -c` reads. */
function checksums(): string {
  return readdirSync(out)
    .filter((name) => name !== SUMS)
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
}
