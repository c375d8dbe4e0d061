/** The matcher, the digest and the built list, on what nobody's browser would write and somebody's attacker would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadValidVendors, RULES_DIR } from '../../../rules/cli/load.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { type Index, match, matchUrl, restore, signaturesIn } from '../../../rules/core/index.ts';
import { freshKeys, mayBeListed } from '../../../utils/probe-names.ts';
import { casesRun, check, grown, growth, hostileText, LINEAR } from './fuzz.ts';

const text = readFileSync(join(RULES_DIR, 'built/ruleset.txt'), 'utf8');
const index = restore(text);
const signatures = toRuleset(loadValidVendors()).vendors.flatMap(({ id, detect }) =>
  [...signaturesIn(detect)].map((signature) => ({ vendor: id, ...signature })),
);
const hosts = signatures.filter(({ kind }) => kind === 'hosts');
const files = signatures.filter(({ kind }) => kind === 'files');
const paths = signatures.filter(({ kind }) => kind === 'paths');

afterAll(() => console.log(`matcher, digest and built list: ${casesRun()} cases`));

const segment = fc.stringMatching(/^[\w.~!$&'()*+,;=:@%-]{0,12}$/).filter((each) => !/%(?![\da-f]{2})/i.test(each));
const folders = fc.array(segment, { maxLength: 5 }).map((all) => all.map((each) => `/${each}`).join(''));
const credentials = fc.constantFrom('', 'user@', 'user:word@', 'sdk.example:443@', 'a%40b:c@');
const port = fc.constantFrom('', ':8443', ':1');
const query = fc.constantFrom('', '?', '?a=/b', '#', '#/x', '?https://x.example/#');

/** Vendors that an address shows, by every way to ask. */
function vendorsOf(href: string): Set<string> {
  return new Set(matchUrl(index, href, 'request').map(({ vendor }) => vendor.id));
}

/** However it is dressed up, the address shows its vendor, and the probe's digest lets it through. */
function isFound(address: string, vendor: string): void {
  const { href } = new URL(address);
  expect(vendorsOf(href), href).toContain(vendor);
  expect(mayBeListed(href), href).toBe(true);
  expect(freshKeys()(href), href).toBe(true);
}

describe('no finding is lost', () => {
  test('a listed host, below any name, with any port, name, password, path and the dot that the DNS allows', () => {
    const below = fc.constantFrom('', 'a.', 'eu-1.cdn.', 'xn--bcher-kva.');
    const dot = fc.constantFrom('', '.');
    check(
      15_000,
      fc.tuple(fc.constantFrom(...hosts), credentials, below, dot, port, folders, query),
      ([{ literal, vendor }, who, sub, end, at, path, rest]) =>
        isFound(`https://${who}${sub}${literal}${end}${at}${path}${rest}`, vendor),
    );
  });

  test('a listed file, on any host, in any folder', () => {
    check(
      15_000,
      fc.tuple(fc.constantFrom(...files), credentials, port, folders, query),
      ([{ literal, vendor }, who, at, path, rest]) =>
        isFound(`https://${who}shop.example${at}${path}/${literal}${rest}`, vendor),
    );
  });

  test('a listed path shape, whatever stands in place of its stars', () => {
    const star = fc.stringMatching(/^[\w-]{0,8}$/);
    check(
      15_000,
      fc.tuple(fc.constantFrom(...paths), star, folders, query),
      ([{ literal, vendor }, instead, path, rest]) => {
        const shape = literal.replaceAll('*', instead);
        isFound(`https://shop.example${path}${shape}${literal.endsWith('/') ? 'x' : ''}${rest}`, vendor);
      },
    );
  });

  test('one vendor’s addresses, as many as they are, hide no other’s', () => {
    check(
      200,
      fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(...files), fc.array(segment, { maxLength: 100 })),
      ([flood, hidden, names]) => {
        const isNews = freshKeys();
        for (const name of names) isNews(new URL(`https://${flood.literal}/${name}`).href);
        expect(isNews(`https://${flood.literal}/${hidden.literal}`)).toBe(true);
      },
    );
  });
});

describe('nothing throws', () => {
  test('on any address or name', () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      hostileText,
      hostileText.map((each) => `https://${each}`),
      fc.tuple(hostileText, hostileText).map(([host, path]) => `wss://${host}.onfido.com/${path}`),
    );
    check(20_000, fc.tuple(url, hostileText), ([address, name]) => {
      for (const kind of ['page', 'request'] as const) matchUrl(index, address, kind);
      for (const kind of ['global', 'element', 'string'] as const) match(index, { kind, name });
      mayBeListed(address);
    });
  });

  test('a damaged built list is refused by a RangeError, at once or where the damage is met', () => {
    const places = fc.array(
      fc.tuple(fc.nat(text.length - 1), fc.constantFrom('', '"', '\n', ' ', '9', '[', 'x', '{}', '\\u0000')),
      { minLength: 1, maxLength: 4 },
    );
    check(400, places, (changes) => {
      let changed = text;
      for (const [at, by] of changes) changed = changed.slice(0, at) + by + changed.slice(at + Math.max(by.length, 1));
      useAll(changed);
    });
    check(1_000, hostileText, useAll);
  });
});

/** Opens a list and touches all of it. */
function useAll(list: string): void {
  const attempt = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  };
  let opened: Index | undefined;
  attempt(() => {
    opened = restore(list);
  });
  if (opened === undefined) return;
  const all = opened;
  attempt(() => [...all.entries()]);
  attempt(() => matchUrl(all, 'https://sdk.onfido.com/v1/onfido.min.js', 'request'));
  for (let key = 0; key < 30; key++) attempt(() => all.bucketAt(key));
}

describe('time grows with the address, not faster', () => {
  test.each([
    ['labels', (size: number) => `https://${grown('a.', size)}b1/x`],
    ['labels below a listed host', (size: number) => `https://${grown('a.', size)}onfido.com/x`],
    ['labels and a dot', (size: number) => `https://${grown('a.', size)}onfido.com./x`],
    ['segments', (size: number) => `https://onfido.com/${grown('a/', size)}`],
    ['one segment', (size: number) => `https://onfido.com/${grown('w-', size)}`],
    ['a listed file’s name again and again', (size: number) => `https://x.example/${grown('FaceTecSDK.js/', size)}`],
    ['stars', (size: number) => `https://x.example/${grown('w-*-', size)}/sync/js/`],
    ['name and password', (size: number) => `https://${grown('a:', size)}@onfido.com/x`],
    ['query', (size: number) => `https://onfido.com/?${grown('/onfido.com', size)}`],
  ])('%s', (_, make) => {
    const matched = growth(130_000, (size) => {
      const url = make(size);
      return () => matchUrl(index, url, 'request');
    });
    expect(matched).toBeLessThan(LINEAR);
    const digested = growth(130_000, (size) => {
      const url = make(size);
      return () => mayBeListed(url);
    });
    expect(digested).toBeLessThan(LINEAR);
  });
});
