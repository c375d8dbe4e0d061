/** A Chromium with the built extension in it, in a profile of its own that goes with it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from './find.ts';
import { CHROMIUM_FLAGS } from './flags.ts';

/** Where `npm run build:chromium` puts the extension. */
export const CHROMIUM_BUILD = join(import.meta.dirname, '..', '..', '..', '.output', 'chrome');

type ContextOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  /** `chrome-extension://…`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts it with the extension in a folder. `flags`: further flags of Chromium's; `options`: further ones of Playwright's. */
export async function launchWithExtension(
  build: string,
  flags: readonly string[],
  options: Omit<ContextOptions, 'args' | 'executablePath'>,
): Promise<ExtensionBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'countergaze-chromium-'));
  // Without developer mode Chromium does not bring an unpacked extension back after a reload.
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), '{"extensions":{"ui":{"developer_mode":true}}}');
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    executablePath: await findBrowser('chromium'),
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_FLAGS,
      ...flags,
      '--use-fake-device-for-media-stream',
      `--disable-extensions-except=${build}`,
      `--load-extension=${build}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return {
    context,
    origin: worker.url().replace(/\/[^/]*$/, ''),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
