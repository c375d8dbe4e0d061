/** Profiles as released versions left them, and how one of them is put in place. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day } from '../../utils/ledger.ts';
import type { Settings } from '../../utils/settings.ts';
import type { Tab } from './driver.ts';

/** Made by `record-kept.ts`. */
export interface Kept {
  readonly version: string;
  /** All of `storage.local`. */
  readonly local: { readonly settings: Partial<Settings>; readonly welcomed?: boolean };
  readonly ledgerVersion: number;
  readonly days: readonly Day[];
}

/** One for each released version, oldest first. */
export function keptVersions(): Kept[] {
  const folder = join(import.meta.dirname, 'kept');
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Kept);
}

/** A copy of a build that can be replaced under a profile; `version` is what it calls itself, or that of the build. */
export class Installed {
  readonly folder = mkdtempSync(join(tmpdir(), 'countergaze-installed-'));

  put(build: string, version?: string): void {
    cpSync(build, this.folder, { recursive: true, force: true });
    if (version === undefined) return;
    const path = join(this.folder, 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Puts the data of a version where that version had them. `tab`: any page of the extension. */
export function plant(tab: Tab, kept: Kept): Promise<void> {
  return tab.run(async ({ local, ledgerVersion, days }) => {
    const scope = globalThis as unknown as Record<
      'browser' | 'chrome',
      { storage: { local: { clear(): Promise<void>; set(items: object): Promise<void> } } }
    >;
    const { storage } = scope.browser ?? scope.chrome;
    await storage.local.clear();
    await storage.local.set(local);
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('ledger', ledgerVersion);
      opening.onupgradeneeded = () => opening.result.createObjectStore('days', { keyPath: 'day' });
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('days', 'readwrite');
        for (const day of days) transaction.objectStore('days').put(day);
        transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, kept);
}
