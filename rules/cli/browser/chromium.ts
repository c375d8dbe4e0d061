/** A Chromium with the built extension in it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Worker } from 'playwright-core';
import { findBrowser } from './find.ts';
import { CHROMIUM_FLAGS } from './flags.ts';

/** Where `npm run build:chromium` puts the extension. */
export const CHROMIUM_BUILD = join(import.meta.dirname, '..', '..', '..', '.output', 'chrome');

type ContextOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  /** `chrome-extension://…`, without a slash at the end. */
  readonly origin: string;
  /** Folder of its profile. */
  readonly profile: string;
  close(): Promise<void>;
}

export interface Given {
  /** Folder of the unpacked extension, in place of the ordinary build; null: a browser without it. */
  readonly build?: string | null | undefined;
  /** Folders of other extensions. */
  readonly beside?: readonly string[] | undefined;
  /** Folder of a profile that outlives the browser; without it, a new one that goes with it. */
  readonly profile?: string | undefined;
}

/** Starts it. `flags`: further flags of Chromium's; `options`: further ones of Playwright's. */
export async function launchWithExtension(
  flags: readonly string[],
  options: Omit<ContextOptions, 'args' | 'executablePath'>,
  { build = CHROMIUM_BUILD, beside = [], profile: kept }: Given = {},
): Promise<ExtensionBrowser> {
  const profile = kept ?? mkdtempSync(join(tmpdir(), 'countergaze-chromium-'));
  prepareProfile(profile);
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    executablePath: await findBrowser('chromium'),
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_FLAGS,
      ...flags,
      '--use-fake-device-for-media-stream',
      ...flagsOf([build ?? [], ...beside].flat()),
    ],
  });
  const origin = `chrome-extension://${unpackedId(build ?? '')}`;
  const isOurs = (worker: Worker) => worker.url().startsWith(origin);
  if (build !== null && !context.serviceWorkers().some(isOurs)) await context.waitForEvent('serviceworker', isOurs);
  return {
    context,
    origin,
    profile,
    async close() {
      await context.close();
      if (kept === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function flagsOf(extensions: readonly string[]): string[] {
  if (extensions.length === 0) return [];
  return [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`];
}

/** Without developer mode Chromium does not bring an unpacked extension back after a reload. */
function prepareProfile(profile: string): void {
  const preferences = join(profile, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(preferences, '{"extensions":{"ui":{"developer_mode":true}}}');
}

/** The id that Chromium gives an unpacked extension without a key: a hash of its path, in the letters a to p. */
export function unpackedId(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
