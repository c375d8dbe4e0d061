/** The parts of a release besides the packages: what is in them, and the signed list. */
import project from '../../package.json' with { type: 'json' };
import { rules, run } from './run.ts';

/** CycloneDX, by npm itself, without what npm makes up anew each time and with the project's own name. */
export function sbom(date: string): string {
  const { serialNumber: _, ...bom } = JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx']));
  bom.metadata.timestamp = new Date(date).toISOString();
  bom.metadata.component.name = project.name; // npm takes the folder's
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/**
 * Writes the signed list, by the key in the file that COUNTERGAZE_SIGNING_KEY names, and judges it as the extension
 * will: a key that is not in the package, such as one made for tests, signs nothing. Says what was done, or why not.
 */
export function signList(file: string): string {
  const key = process.env.COUNTERGAZE_SIGNING_KEY ?? '';
  if (key === '') return 'skipped: no key';
  const publicKeys: readonly string[] = project.countergaze.publicKeys;
  if (publicKeys.length === 0) throw new Error('package.json names no public key: nobody could check the signed list');
  rules(['build']);
  rules(['sign', '--key', key, '--serial', serial(), '--out', file]);
  return rules(['verify', file, ...publicKeys.flatMap((each) => ['--key', each])]).trim();
}

/** Rises with every commit. */
function serial(): string {
  return run('git', ['rev-list', '--count', 'HEAD']).trim();
}
