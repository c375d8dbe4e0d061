import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { defineConfig, type ResolvedPublicFile } from 'wxt';
import { catalogueOf, dossiersToPack, packedFile, textsVersion, wordsToPack } from './.ci/package-texts.ts';
import project from './package.json' with { type: 'json' };
import { refuseTrial, updateSource } from './rules/cli/update-source.ts';
import type { Action } from './rules/core/schema.ts';
import { toBare } from './utils/action-texts.ts';
import { LANGUAGES, localeFolder } from './utils/i18n.ts';
import { wordsOfManifest } from './utils/words-file.ts';

/** What administrators may set; without its line breaks in the package. */
const MANAGED_SCHEMA = 'managed-schema.json';
const { geckoId } = project.countergaze;

/** Test keys are known where the tests are; a source archive may come without them. */
const TEST_KEYS = join(import.meta.dirname, 'tests/keys/public.json');
const updates = updateSource(
  project.countergaze,
  process.env,
  existsSync(TEST_KEYS) ? Object.values(JSON.parse(readFileSync(TEST_KEYS, 'utf8')) as Record<string, string>) : [],
);
const hasUpdates = updates.address !== '' && updates.keys.length > 0;

/**
 * The day this build stands for, in ISO form: what the call to action may never fall behind. Same commit, same day. An
 * archive of a commit says it in a file of its own (.gitattributes); a checkout asks git.
 */
function buildDate(): string {
  const archived = new Date(readFileSync('.ci/source-date', 'utf8').trim());
  if (!Number.isNaN(archived.getTime())) return archived.toISOString();
  const committed = execFileSync('git', ['log', '-1', '--format=%cI'], { encoding: 'utf8' });
  return new Date(committed.trim()).toISOString();
}

/** The list as text for JSON.parse: a third smaller than an object literal, and read faster when the background wakes. */
function listAsText() {
  return {
    name: 'list-as-text',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!/\/rules\/built\/\w+\.json$/.test(id)) return null;
      const data = JSON.parse(code);
      const packed = id.endsWith('actions.json') ? (data as Action[]).map(toBare) : data;
      const text = JSON.stringify(packed).replace(/[\\']/g, '\\$&');
      return { code: `export default JSON.parse('${text}');`, moduleType: 'js' as const, map: null };
    },
  };
}

/** What is read often, in every frame or at every wake: without WXT's wrapper, which logs what the console says anyway. */
function bareEntries() {
  return {
    name: 'bare-entries',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (/define-unlisted-script\.m?js$/.test(id))
        // its other form, with options, is for WXT's own use
        return {
          code: 'export const defineUnlistedScript = (main) => ({ main });',
          moduleType: 'js' as const,
          map: null,
        };
      const definition = /^import definition from "[^"]*\/entrypoints\/(?:probe[\w-]*|background\/index)\.ts";/m.exec(
        code,
      )?.[0];
      if (definition === undefined) return null;
      return { code: `${definition}\nexport default definition.main();`, moduleType: 'js' as const, map: null };
    },
  };
}

/** Preact's one way to make markup out of text: none of our components uses it, and nothing of a page may ever reach it. */
function textOnly() {
  return {
    name: 'text-only',
    transform(code: string, id: string) {
      if (!/\/preact\/dist\/preact\.mjs$/.test(id)) return null;
      const safe = code.replace(/\b(\w+)\.innerHTML=(\w+\.__html)/, '$1.textContent=$2');
      if (safe === code) throw new Error('preact is not as it was expected');
      return { code: safe, map: null };
    },
  };
}

/**
 * The popup paints before it has loaded anything: its styles stand in the page, allowed by their hash, and its script is
 * asked for after the first frame. Browsers show a popup when its page has loaded, so that this is when it opens.
 */
function paintPopupFirst(folder: string): void {
  const rewrite = (name: string, change: (text: string) => string) => {
    const path = join(folder, name);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${name} is not as it was expected`);
    writeFileSync(path, after);
  };
  let style = '';
  let script = '';
  rewrite('popup.html', (html) =>
    html
      .replace(/\s*<link rel="stylesheet"[^>]* href="([^"]+)">/g, (_, href: string) => {
        style += readFileSync(join(folder, href), 'utf8').trim();
        return '';
      })
      .replace(/\s*<link rel="modulepreload"[^>]*>/g, '')
      .replace(/\s*<script type="module"[^>]* src="([^"]+)"><\/script>/, (_, src: string) => {
        script = src;
        return '';
      })
      .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
      // Behind what it draws into: from the head it may run before that has been read.
      .replace('</body>', '  <script async src="/first-frame.js"></script>\n  </body>'),
  );
  if (style === '' || script === '') throw new Error('popup.html has lost its style or its script');
  rewrite('first-frame.js', (code) => code.replace('__MAIN__', script));
  const hash = createHash('sha256').update(style).digest('base64');
  rewrite('manifest.json', (manifest) => manifest.replace("style-src 'self'", `$& 'sha256-${hash}'`));
}

/** Short names, since they stand twice in a zip; what many pages share in one file, since each begins anew to be compressed. */
function groupPages(entrypoints: readonly { readonly type: string }[], config: InlineConfig): void {
  if (!entrypoints.some(({ type }) => type === 'popup')) return;
  config.build ??= {};
  const options = config.build.rollupOptions;
  config.build.rollupOptions = {
    ...options,
    external: [/^\/(?:texts|zod)\.js$/],
    output: {
      ...options?.output,
      entryFileNames: 'chunks/[name].js',
      chunkFileNames: 'chunks/[name].js',
      assetFileNames: 'assets/[name].[ext]',
      codeSplitting: {
        groups: [
          { name: 'shared', test: /\/(?:utils|components|rules\/core)\//, minShareCount: 3, maxModuleSize: 3_000 },
        ],
      },
    },
  };
}

/** The package holds zod once: each bundle but `zod.js` takes it from there. */
function shareZod(entrypoints: readonly { readonly name: string }[], config: InlineConfig): void {
  const has = (name: string) => entrypoints.some((entrypoint) => entrypoint.name === name);
  if (has('zod')) return;
  const standIn = has('popup') ? 'utils/zod-pages.ts' : 'utils/zod-shared.ts';
  config.resolve = {
    ...config.resolve,
    alias: { ...config.resolve?.alias, 'zod/mini': join(import.meta.dirname, standIn) },
  };
}

/** The package's texts, packed for our pages; for the browser only what the manifest names. */
function packagedTexts(manifest: unknown): ResolvedPublicFile[] {
  const english = catalogueOf('en');
  const forBrowser = LANGUAGES.map((language) => ({
    relativeDest: `_locales/${localeFolder(language)}/messages.json`,
    contents: JSON.stringify(wordsOfManifest(manifest, catalogueOf(language), english)),
  }));
  const schema = readFileSync(join(import.meta.dirname, `public/${MANAGED_SCHEMA}`), 'utf8');
  const settings = { relativeDest: MANAGED_SCHEMA, contents: JSON.stringify(JSON.parse(schema)) };
  return [...forBrowser, settings, packedFile('words', wordsToPack()), packedFile('dossiers', dossiersToPack())];
}

const EVERY_FRAME = {
  matches: ['<all_urls>'],
  run_at: 'document_start' as const,
  all_frames: true,
  match_origin_as_fallback: true, // about:blank, srcdoc, data: and blob: frames too
};

// A build is the same whoever starts it: a test's NODE_ENV would put a developer's file names into it.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  outDir: '.output',
  outDirTemplate: updates.isTrial ? '{{browser}}-updates' : '{{browser}}',
  vite: () => ({
    define: {
      __BUILD_DATE__: JSON.stringify(buildDate()),
      __RULES_UPDATE__: JSON.stringify(hasUpdates ? updates.address : ''),
      __PUBLIC_KEYS__: JSON.stringify(updates.keys),
      __REPOSITORY__: JSON.stringify(project.repository),
      __TEXTS_VERSION__: JSON.stringify(textsVersion()),
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [listAsText(), bareEntries(), textOnly()],
    // Less to read at every wake and every popup. Reviewers get the sources, and build the same bytes from them.
    build: { minify: 'oxc', modulePreload: { polyfill: false } },
  }),
  hooks: {
    'zip:start': () => refuseTrial(updates),
    'build:done': ({ config }) => {
      if (config.command === 'build') paintPopupFirst(config.outDir);
    },
    // Chromium's alone: what Firefox does not run is not in its package.
    'entrypoints:found': (wxt, found) => {
      const at = found.findIndex(({ name }) => name === 'probe-main');
      if (wxt.config.browser === 'firefox' && at !== -1) found.splice(at, 1);
    },
    'build:publicAssets': (wxt, files) => {
      const others = files.filter(
        ({ relativeDest }) => !/^_locales\b/.test(relativeDest) && relativeDest !== MANAGED_SCHEMA,
      );
      files.splice(0, files.length, ...others, ...packagedTexts(wxt.config.manifest));
    },
    'build:manifestGenerated': (_, { background }) => {
      if (background !== undefined && 'scripts' in background) background.scripts?.unshift('zod.js');
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      groupPages(entrypoints, config);
      shareZod(entrypoints, config);
      // Read anew at every wake: there the browser's own promises do, and the polyfill's 10 kB stay with the pages.
      if (!entrypoints.every(({ name }) => name === 'background')) return;
      config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, 'wxt/browser': '@wxt-dev/browser' } };
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'alarms', // ends a pause of an hour
      // Blocks what the person chose to block. This form of it asks for nothing more than the hosts below allow already;
      // plain declarativeNetRequest would add a warning of its own.
      'declarativeNetRequestWithHostAccess',
      'scripting', // the deep scan is put into a page when the person asks for it, never otherwise
      'storage', // findings in memory (session), settings on disk
      'unlimitedStorage', // without it a browser may throw the ledger away when disk space runs short
      'webNavigation', // which document a tab shows: reload, back, prerender
      'webRequest', // which addresses a page asks for; observed, never changed here
      ...(browser === 'firefox' ? ['dns'] : []), // what a page's own host names lead to; used only when switched on
    ],
    host_permissions: ['<all_urls>'], // vendors sit on any site; nothing about them is sent anywhere
    icons: { 16: 'icon/loaded-16.png', 32: 'icon/loaded-32.png', 48: 'icon/loaded-48.png', 128: 'icon/loaded-128.png' },
    action: {
      default_title: '__MSG_extensionName__',
      default_icon: { 16: 'icon/quiet-16.png', 32: 'icon/quiet-32.png' },
    },
    commands: {
      // Alt+Shift, since both browsers use nearly every Ctrl+Shift letter themselves; on a Mac that would type a letter.
      _execute_action: { suggested_key: { default: 'Alt+Shift+G', mac: 'MacCtrl+Shift+G' } },
      'open-dashboard': {
        suggested_key: { default: 'Alt+Shift+H', mac: 'MacCtrl+Shift+H' },
        description: '__MSG_command_dashboard__',
      },
    },
    content_scripts: [
      // Chromium needs a script in the page's world, and it must be there first; Firefox looks through the window.
      ...(browser === 'firefox' ? [] : [{ ...EVERY_FRAME, js: ['probe-main.js'], world: 'MAIN' as const }]),
      { ...EVERY_FRAME, js: ['probe.js'] },
    ],
    content_security_policy: {
      // The background's one address is named whole; nothing else can be asked for.
      extension_pages: `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'${
        hasUpdates ? ` ${updates.address}` : ''
      }; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types parts`,
    },
    ...(browser === 'firefox'
      ? {
          optional_permissions: ['webRequestBlocking', 'webRequestFilterResponse'], // deep scan on an asked-for reload
          browser_specific_settings: {
            gecko: {
              id: geckoId,
              strict_min_version: '153.0', // the long-term release that is tested; it has document ids, older ones may not
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '153.0' },
          },
        }
      : { minimum_chrome_version: '116', storage: { managed_schema: MANAGED_SCHEMA } }),
  }),
});
