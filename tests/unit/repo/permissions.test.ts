/** The manifests that are shipped, held against PERMISSIONS.md; and what their pages may never do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../../../package.json' with { type: 'json' };
import { buildFor } from '../../support/build.ts';
import { CHROMIUM_BUILD } from '../../support/chromium.ts';
import type { BrowserName } from '../../support/find-browser.ts';
import { FIREFOX_BUILD } from '../../support/firefox.ts';

const ROOT = join(import.meta.dirname, '../../..');
const contract = readFileSync(join(ROOT, 'PERMISSIONS.md'), 'utf8');

/** The permissions under one heading, by browser; every line must give its reasons. */
function promised(heading: string, browser: string): string[] {
  const section = contract.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)`\s*\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
  for (const [row, , ...cells] of rows) for (const cell of cells) expect(cell.trim(), row).not.toBe('');
  return rows.filter(([, , browsers]) => browsers?.includes(browser)).map(([, permission]) => permission as string);
}

function manifestOf(browser: BrowserName, folder: string) {
  if (!existsSync(join(folder, 'manifest.json'))) buildFor(browser);
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

describe.each([
  ['Chromium', 'chromium', CHROMIUM_BUILD],
  ['Firefox', 'firefox', FIREFOX_BUILD],
] as const)('%s', (shown, browser, folder) => {
  const manifest = manifestOf(browser, folder);
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));

  test('asks for what PERMISSIONS.md says, no more and no less', () => {
    const now = [...manifest.permissions, ...manifest.host_permissions];
    expect(now.toSorted()).toEqual(promised('Asked for at installation', shown).toSorted());
    const later = [...(manifest.optional_permissions ?? []), ...(manifest.optional_host_permissions ?? [])];
    expect(later.toSorted()).toEqual(promised('Asked for when', shown).toSorted());
    for (const { matches } of manifest.content_scripts) expect(matches).toEqual(['<all_urls>']);
  });

  // The builder takes some folders' names for more than a page: one called `history` would replace the browser's own.
  test('has these fields and no others: nothing stands open, no page of the browser is replaced', () => {
    const OWN = {
      Chromium: ['minimum_chrome_version', 'storage'],
      Firefox: ['browser_specific_settings', 'optional_permissions'],
    };
    const fields = 'action background commands content_scripts content_security_policy default_locale description';
    const more = 'host_permissions icons manifest_version name options_ui permissions version';
    expect(Object.keys(manifest).toSorted()).toEqual(
      [...fields.split(' '), ...more.split(' '), ...OWN[shown]].toSorted(),
    );
  });

  test('its pages may do what they need and nothing else', () => {
    const { extension_pages, ...others } = manifest.content_security_policy;
    expect(others).toEqual({});
    const style = readFileSync(join(folder, 'popup.html'), 'utf8').includes('<style>') ? / 'sha256-[\w+/]{43}='/ : / $/;
    const { rulesUpdate } = project.countergaze; // the one file from elsewhere, once it has an address
    const fromList = rulesUpdate === '' ? '' : ` ${rulesUpdate}`;
    const policies = rulesUpdate === '' ? "'none'" : 'intake'; // it names the one script that is read when it is needed
    expect(extension_pages.replace(style, '')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'${fromList}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ${policies}`,
    );
  });

  test('no script makes code or markup out of text', () => {
    for (const file of scripts) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text, file).not.toMatch(
        /\beval\(|\bnew Function\b|\bdocument\.write|insertAdjacentHTML|outerHTML\s*=[^=]/,
      );
      // Preact's own code for a property that no component of ours uses.
      expect(text.replaceAll(/\w+\.__html\b[^;]*?\.innerHTML\s*=\s*\w+\.__html/g, ''), file).not.toMatch(
        /\.innerHTML\s*=[^=]/,
      );
    }
  });
});

test('no source writes markup out of text', () => {
  const sources = ['components', 'entrypoints', 'utils'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const guilty = sources
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) =>
      /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write/.test(
        readFileSync(join(ROOT, file), 'utf8'),
      ),
    );
  expect(guilty).toEqual([]);
});
