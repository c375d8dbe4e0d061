/** Searches a whole profile, as somebody would who has the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { contentsOf } from './stores.ts';

export interface Traces {
  /** Files searched. */
  readonly files: number;
  /** `word: file` of everything found. */
  readonly found: readonly string[];
}

/** Where in a profile these words stand: in UTF-8 or UTF-16, as they are or in a packed store. */
export function searchProfile(profile: string, words: readonly string[]): Traces {
  const forms = words.flatMap((word) => {
    const wide = Buffer.from(word, 'utf16le');
    return [Buffer.from(word), wide, Buffer.from(wide).swap16()].map((bytes) => ({ word, bytes }));
  });
  const found = new Set<string>();
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    for (const content of contentsOf(path, readFileSync(path))) {
      const buffer = Buffer.from(content.buffer, content.byteOffset, content.length);
      for (const { word, bytes } of forms) if (buffer.includes(bytes)) found.add(`${word}: ${relative(profile, path)}`);
    }
  }
  return { files: files.length, found: [...found].sort() };
}
