/** Zip files whose bytes follow from their content alone: no time, no owner, no order of the disk, no zone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, type Zippable, zipSync } from 'fflate';

/** Content by path, with slashes. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** The first moment that a zip file can say, in whatever zone this runs: fflate writes local fields. */
const EPOCH = new Date(1980, 0, 1);

export function zip(files: Files): Uint8Array {
  const sorted: Zippable = {};
  for (const path of Object.keys(files).sort()) sorted[path] = files[path] as Uint8Array;
  return zipSync(sorted, { level: 9, mtime: EPOCH });
}

/** Every file of a zip; folders have no entry of their own. */
export function unzip(bytes: Uint8Array): Files {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith('/')));
}

/** Every file below a folder. */
export function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}
