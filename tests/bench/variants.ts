/**
 * The extensions that are compared, each an unpacked folder: the product, an empty one, and the product's own code made
 * to see requests in the ways that were not chosen, so that the choice can be checked again.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadList, valuesOf } from '../../rules/cli/load.ts';
import { requestPlaces } from '../../rules/cli/wake.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';

type Manifest = Record<string, unknown>;

export const PRODUCT = 'Countergaze';
export const EMPTY = 'empty extension';

export interface Variants {
  /** Folder by name. */
  readonly folders: ReadonlyMap<string, string>;
  remove(): void;
}

const FIREFOX_ONLY = { browser_specific_settings: { gecko: { id: 'bench@countergaze.invalid' } } };

/** Folders of the empty extension and the product, and of the other designs when asked for. The build must be there. */
export function makeVariants(browser: BrowserName, withDesigns: boolean): Variants {
  const root = mkdtempSync(join(tmpdir(), 'countergaze-variants-'));
  const build = browser === 'chromium' ? CHROMIUM_BUILD : FIREFOX_BUILD;
  const folders = new Map([
    [EMPTY, writeExtension(join(root, 'empty'), browser, {}, '')],
    [PRODUCT, build],
  ]);
  if (withDesigns) {
    const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest;
    const { permissions, host_permissions } = manifest;
    const asks = { permissions, host_permissions };
    folders.set('same permissions, no code', writeExtension(join(root, 'asks'), browser, asks, ''));
    folders.set(
      'the same, and empty scripts in every frame',
      writeEmptyScripts(join(root, 'scripts'), browser, manifest),
    );
    for (const [name, { requests, drop = [] }] of Object.entries(designs())) {
      const folder = join(root, name.replaceAll(/\W+/g, '-'));
      cpSync(build, folder, { recursive: true });
      const kept = (permissions as string[]).filter((permission) => !drop.includes(permission));
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, permissions: kept }));
      const background = readFileSync(join(build, 'background.js'), 'utf8');
      writeFileSync(join(folder, 'background.js'), withRequests(background, requests));
      folders.set(name, folder);
    }
  }
  return { folders, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** An extension of a background script and nothing else. Returns its folder. */
export function writeExtension(folder: string, browser: BrowserName, more: Manifest, background: string): string {
  mkdirSync(folder, { recursive: true });
  const base = { manifest_version: 3, name: 'Bench', version: '1' };
  const runs = browser === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const own = browser === 'chromium' ? {} : FIREFOX_ONLY;
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...base, ...own, background: runs, ...more }));
  writeFileSync(join(folder, 'background.js'), background);
  return folder;
}

/** The product's permissions and content scripts, without a line in any of them. */
function writeEmptyScripts(folder: string, browser: BrowserName, manifest: Manifest): string {
  const { permissions, host_permissions, content_scripts } = manifest;
  writeExtension(folder, browser, { permissions, host_permissions, content_scripts }, '');
  for (const { js } of content_scripts as { js: string[] }[])
    for (const file of js) writeFileSync(join(folder, file), '');
  return folder;
}

interface Design {
  /** Match patterns of the requests that are listened to; null without a listener. */
  readonly requests: readonly string[] | null;
  /** Permissions that it does without. */
  readonly drop?: readonly string[];
}

function designs(): Record<string, Design> {
  return {
    '(a) listener on everything': { requests: ['<all_urls>'] },
    '(b) filter of the whole list': { requests: wholeList() },
    // Each of the two by itself sends every request through the browser's process.
    '(c) probe alone': { requests: null, drop: ['webRequest', 'declarativeNetRequestWithHostAccess'] },
    '(d) every place of the list': { requests: everyPlace() },
  };
}

/** The built background with other patterns in its one call; throws when there is no such call. */
function withRequests(background: string, requests: readonly string[] | null): string {
  const call = /(\w+)\.webRequest\.onBeforeRequest\.addListener\(([\w$]+),\{urls:[\w$]+\}\)/;
  if (!call.test(background)) throw new Error('the built background listens to requests in another way');
  return background.replace(call, (_, api: string, listener: string) =>
    requests === null
      ? '0'
      : `${api}.webRequest.onBeforeRequest.addListener(${listener},{urls:${JSON.stringify(requests)}})`,
  );
}

/** Hosts and beginnings of all vendors, a domain once: the filter that came before the one that is used. */
function everyPlace(): string[] {
  return requestPlaces(valuesOf(loadList().vendors)).flatMap((place) =>
    place.includes('/') ? [`*://*.${place}*`] : [`*://*.${place}/*`, `wss://*.${place}/*`],
  );
}

/** Every address signature as a match pattern of its own. */
function wholeList(): string[] {
  const patterns = valuesOf(loadList().vendors).flatMap(
    ({ detect: { hosts, hostPaths, aliases, files, paths, weak } }) => [
      ...[...(hosts ?? []), ...(weak?.hosts ?? [])].map((host) => `*://*.${host}/*`),
      ...[...(hostPaths ?? []), ...(weak?.hostPaths ?? [])].map((place) => `*://*.${place}*`),
      ...(aliases ?? []).map((host) => `*://${host}/*`),
      ...[...(files ?? []), ...(weak?.files ?? [])].map((file) => `*://*/*${file}`),
      ...[...(paths ?? []), ...(weak?.paths ?? [])].map((path) => `*://*/*${path}*`),
    ],
  );
  return [...new Set(patterns)];
}
