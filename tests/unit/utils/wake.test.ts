/** Nothing on the list may sleep through what wakes the background, and little else may wake it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadList, valuesOf } from '../../../rules/cli/load.ts';
import { isShared } from '../../../rules/core/host.ts';
import { judge } from '../../../utils/engine.ts';
import { mayBeListed } from '../../../utils/probe-names.ts';
import { REQUESTS } from '../../../utils/wake.ts';

/** A match pattern as browsers read it. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns */
function toRegExp(pattern: string): RegExp {
  const [scheme = '', rest = ''] = pattern.split('://');
  const slash = rest.indexOf('/');
  const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const host = rest.slice(0, slash);
  const hosts = host === '*' ? '[^/]+' : host.replace(/^\*\.(.*)$/, (_, own) => `(?:[^/]+\\.)?${literal(own)}`);
  const path = literal(rest.slice(slash)).replaceAll('*', '.*');
  return new RegExp(`^${scheme === '*' ? 'https?' : scheme}://${hosts}(?::\\d+)?${path}$`);
}

const patterns = REQUESTS.map(toRegExp);
const wakes = (url: string) => patterns.some((pattern) => pattern.test(url));
const vendors = valuesOf(loadList().vendors);
const packaged = vendors.filter(({ npm }) => npm !== undefined);
const cases = vendors.flatMap(({ cases: { positive } }) => positive);
const signaturesOf = (url: string, kind: 'page' | 'request') =>
  judge(url, kind).map(({ signature }) => signature.split(':')[0] ?? '');

test('every known address of a vendor is met by the probe', () => {
  const requests = cases.map(({ url }) => new URL(url).href).filter((url) => judge(url, 'request').length > 0);
  expect(requests.length).toBeGreaterThan(300);
  expect(requests.filter((url) => !mayBeListed(url))).toEqual([]);
});

test('what a bundled package asks for wakes the background by itself', () => {
  const onHosts = packaged
    .flatMap(({ cases: { positive } }) => positive.map(({ url }) => new URL(url)))
    .filter(({ protocol, host }) => protocol === 'https:' && !isShared(host))
    .filter(({ href }) => signaturesOf(href, 'request').some((kind) => ['host', 'hostPath', 'alias'].includes(kind)));
  expect(onHosts.length).toBeGreaterThan(80);
  expect(onHosts.filter(({ href }) => !wakes(href)).map(({ href }) => href)).toEqual([]);
});

test('so does its WebSocket', () => {
  expect(wakes('wss://sdk.onfido.com/live')).toBe(true);
});

test('every visit that says something is met', () => {
  const visited = cases.map(({ url }) => url).filter((url) => judge(url, 'page').length > 0);
  expect(visited.length).toBeGreaterThan(100);
  expect(visited.filter((url) => !mayBeListed(new URL(url).href))).toEqual([]);
});

test('what is not on the list hardly ever wakes', () => {
  const corpus = readFileSync(join(import.meta.dirname, '../../corpus/libraries.requests.txt'), 'utf8');
  const urls = corpus.split('\n').flatMap((line) => /https?:\/\/\S+/.exec(line)?.[0] ?? []);
  const others = urls.filter((url) => judge(url, 'request').length === 0);
  expect(others.length).toBeGreaterThan(4_000);
  const waking = others.filter((url) => wakes(url) || mayBeListed(url));
  expect(waking.length / others.length, waking.slice(0, 20).join('\n')).toBeLessThan(0.002);
});
