/** Finds a real browser: the system's, then Playwright's download, then the distribution's package. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

const COMMANDS: Record<BrowserName, readonly string[]> = {
  // Google Chrome ignores --load-extension since version 137, so only Chromium proper is looked for.
  chromium: ['chromium', 'chromium-browser'],
  firefox: ['firefox-esr', 'firefox'],
};

const OVERRIDE: Record<BrowserName, string> = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };
const PACKAGES: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' };

/** Path of an executable. Installs one when none is there; throws one clear line when that fails too. */
export async function findBrowser(name: BrowserName, say: (line: string) => void = console.log): Promise<string> {
  const found = (await installed(name)) ?? (await download(name, say)) ?? (await installPackage(name, say));
  if (found !== undefined) return found;
  throw new Error(
    `No ${name} found: install ${PACKAGES[name]} with your system's package manager, or set ${OVERRIDE[name]} to its executable.`,
  );
}

async function installed(name: BrowserName): Promise<string | undefined> {
  const named = process.env[OVERRIDE[name]];
  if (named !== undefined && existsSync(named)) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).concat(MAC_FOLDERS);
  for (const command of COMMANDS[name]) {
    const path = folders.map((folder) => join(folder, command)).find((candidate) => existsSync(candidate));
    if (path !== undefined) return path;
  }
  return playwrights(name);
}

const MAC_FOLDERS = ['/Applications/Chromium.app/Contents/MacOS', '/Applications/Firefox.app/Contents/MacOS'];

/** Playwright's own Chromium, when it is there. Its Firefox is patched and takes no extensions, so it does not count. */
async function playwrights(name: BrowserName): Promise<string | undefined> {
  if (name === 'firefox') return undefined;
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function download(name: BrowserName, say: (line: string) => void): Promise<string | undefined> {
  if (name === 'firefox') return undefined;
  say(`no ${name} on this machine; asking Playwright to download one (up to 2 minutes)`);
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  if (!run(process.execPath, [cli, 'install', name], 120_000)) say('that download is not possible here');
  return playwrights(name);
}

async function installPackage(name: BrowserName, say: (line: string) => void): Promise<string | undefined> {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined;
  say(`installing the Debian package ${PACKAGES[name]} (a minute or two)`);
  run('apt-get', ['update', '-qq'], 180_000);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', PACKAGES[name], 'fonts-dejavu-core'], 600_000);
  return installed(name);
}

function run(command: string, args: readonly string[], timeout: number): boolean {
  try {
    execFileSync(command, args, {
      stdio: 'ignore',
      timeout,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}
