/** No rule blocks what the matcher would not flag: on kept traffic, around every signature, and on made-up addresses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCorpora } from '../../../rules/cli/corpus.ts';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import {
  type BlockingRule,
  blockingRules,
  type Choices,
  compile,
  covers,
  isBlocked,
  match,
  pauseRules,
  type SiteKey,
  signaturesIn,
  splitUrl,
} from '../../../rules/core/index.ts';

const vendors = loadValidVendors();
const index = compile(toRuleset(vendors));
const EVERYTHING: Choices = { blocked: vendors.map(({ id }) => id), allowed: [], blockSilent: false };
const NOTHING: Choices = { blocked: [], allowed: [], blockSilent: false };
const rules = blockingRules(index, EVERYTHING, 'Top');

interface Asked {
  readonly url: string;
  readonly type?: string;
  /** Host of the page in the tab, and of the document that asks. */
  readonly top?: string;
  readonly asker?: string;
}

/** A small declarativeNetRequest, as Chromium and Firefox document it: of all rules that match, the highest priority decides. */
function interpret(given: readonly BlockingRule[]): (asked: Asked) => 'block' | 'allow' | null {
  const ready = given.map((rule) => {
    const { regexFilter, isUrlFilterCaseSensitive } = rule.condition;
    const regex =
      typeof regexFilter === 'string' ? new RegExp(regexFilter, isUrlFilterCaseSensitive ? '' : 'i') : undefined;
    return { ...rule, regex };
  });
  return ({ url, type = 'script', top = 'page.example', asker = top }) => {
    const { href, hostname } = new URL(url);
    const list = (value: unknown) => value as readonly string[] | undefined;
    const holds = ({ condition, regex, action }: (typeof ready)[number]) => {
      const within = (field: string, host: string) => covers(list(condition[field]) ?? [], host);
      const types = list(condition.resourceTypes);
      if (action.type === 'allowAllRequests')
        return list(condition.requestDomains)?.some((site) => covers([site], top));
      if (types !== undefined ? !types.includes(type) : type === 'main_frame') return false;
      if (condition.requestDomains !== undefined && !within('requestDomains', hostname)) return false;
      if (condition.topDomains !== undefined && !within('topDomains', top)) return false;
      if (condition.initiatorDomains !== undefined && !within('initiatorDomains', asker)) return false;
      if (within('excludedTopDomains', top) || within('excludedInitiatorDomains', asker)) return false;
      return regex?.test(href) ?? true;
    };
    const [first] = ready.filter(holds).sort((a, b) => b.priority - a.priority);
    if (first === undefined) return null;
    return first.action.type === 'block' ? 'block' : 'allow';
  };
}

const outcome = interpret(rules);

/** The vendors that the matcher flags for a request, by strong signatures. */
function flagged(url: string): string[] {
  const parts = splitUrl(new URL(url).href);
  if (parts === null) return [];
  const strong = match(index, { kind: 'request', ...parts }).filter(({ weak }) => !weak);
  return [...new Set(strong.map(({ vendor }) => vendor.id))];
}

function hits(urls: Iterable<string>): { blocked: number; passed: number } {
  let blocked = 0;
  let passed = 0;
  for (const url of urls) {
    const isFlagged = flagged(url).length > 0;
    expect(outcome({ url }) === 'block', url).toBe(isFlagged);
    if (isFlagged) blocked++;
    else passed++;
  }
  return { blocked, passed };
}

describe('with every vendor blocked', () => {
  test('a request of the kept corpora is blocked when the matcher flags it, and never else', () => {
    const urls = readCorpora().flatMap(({ requests }) => requests.filter(({ type }) => type !== 'main_frame'));
    const third = [...new Set(urls.map(({ url }) => url))].filter((_, at) => at % 3 === 0); // 20 million comparisons in all
    const { passed } = hits(third);
    expect(passed).toBeGreaterThan(3_000);
  });

  /** An address near a signature: right, or wrong by its edge, its case, its place, its query. */
  const near = fc
    .record({
      signature: fc.constantFrom(...vendors.flatMap(({ detect }) => [...signaturesIn(detect)])),
      star: fc.stringMatching(/^[a-z0-9.-]{0,6}$/),
      scheme: fc.constantFrom('https', 'http', 'wss', 'ws'),
      before: fc.constantFrom('', 'eu.', 'not', 'a.b.', 'x-'),
      port: fc.constantFrom('', ':8443'),
      folder: fc.constantFrom('', '/a', '/A/b', '/x?u='),
      after: fc.constantFrom('', '/', '/y.js', 'z', '?q=1', '#f', '.map', '/../k', '~', '%20'),
      isUpper: fc.boolean(),
    })
    .map(({ signature: { kind, literal }, star, scheme, before, port, folder, after, isUpper }) => {
      const cased = (text: string) => (isUpper ? text.toUpperCase() : text).replaceAll('*', star);
      const slash = literal.indexOf('/');
      switch (kind) {
        case 'sites':
        case 'hosts':
        case 'aliases':
          return `${scheme}://${before}${literal}${port}${folder}${after}`;
        case 'hostPaths':
          return `${scheme}://${before}${literal.slice(0, slash)}${port}${folder}${cased(literal.slice(slash))}${after}`;
        case 'files':
          return `${scheme}://shop.example${port}${folder}/${before}${cased(literal)}${after}`;
        case 'paths':
          return `${scheme}://shop.example${port}${folder}${cased(literal)}${after}`;
        default:
          return `${scheme}://shop.example/${encodeURIComponent(literal)}`;
      }
    })
    .filter((url) => URL.canParse(url));

  test('around every signature, rules and matcher say the same', () => {
    const urls = fc.sample(near, { numRuns: 20_000, seed: 7 });
    const { blocked, passed } = hits(new Set(urls));
    expect(blocked).toBeGreaterThan(3_000);
    expect(passed).toBeGreaterThan(3_000);
  });

  test('any address at all', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(outcome({ url }) === 'block').toBe(flagged(url).length > 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a visited page is never blocked', () => {
    for (const { detect } of vendors) {
      for (const { kind, literal } of signaturesIn(detect)) {
        if (kind !== 'hosts' && kind !== 'sites') continue;
        expect(outcome({ url: `https://${literal}/`, type: 'main_frame' })).toBeNull();
      }
    }
  });

  test('no browser’s limit is met: rules and regular expressions as Firefox has them, the smaller ones', () => {
    expect(rules.length).toBeLessThanOrEqual(5_000);
    expect(rules.filter(({ condition }) => condition.regexFilter !== undefined).length).toBeLessThanOrEqual(1_000);
  });
});

describe('choices', () => {
  const keys: SiteKey[] = ['Top', 'Initiator'];
  const [one, two] = ['biocatch', 'onfido'] as const;
  const addressOf = (id: string) =>
    `https://${vendors.find((vendor) => vendor.id === id)?.detect.hosts?.[0] as string}/a.js`;
  const sites = ['bank.example', 'login.bank.example', 'shop.example', 'nobank.example'];
  const choice = fc.tuple(fc.constantFrom(one, two), fc.constantFrom('', ...sites));
  const named = ([id, site]: [string, string]) => (site === '' ? id : `${id}@${site}`);
  const choices = fc.record({
    blocked: fc.array(choice.map(named), { maxLength: 4 }),
    allowed: fc.array(choice.filter(([, site]) => site !== '').map(named), { maxLength: 3 }),
    blockSilent: fc.boolean(),
  });

  test('the rules block on a site exactly what the popup says is blocked there', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...sites), fc.constantFrom(...keys), (chosen, top, key) => {
        const ask = interpret(blockingRules(index, chosen, key));
        for (const id of [one, two]) {
          const vendor = index.vendors.get(id);
          if (vendor === undefined) throw new Error(id);
          expect(ask({ url: addressOf(id), top }) === 'block', id).toBe(isBlocked(vendor, chosen, top));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a pause lifts everything on its site and below, in frames of others too, and nowhere else', () => {
    for (const key of keys) {
      const ask = interpret([...blockingRules(index, EVERYTHING, key), ...pauseRules(['bank.example'], key)]);
      const url = addressOf(one);
      expect(ask({ url, top: 'bank.example' })).toBe('allow');
      expect(ask({ url, top: 'login.bank.example', asker: 'frame.example' })).toBe('allow');
      expect(ask({ url, top: 'nobank.example' })).toBe('block');
    }
  });

  test('the silent ones: all of them and none else', () => {
    const blocked = blockingRules(index, { ...NOTHING, blockSilent: true }, 'Top');
    const ask = interpret(blocked);
    for (const { id, practice, detect } of vendors) {
      const host = detect.hosts?.find((each) => flagged(`https://${each}/`).length === 1);
      if (host !== undefined) expect(ask({ url: `https://${host}/` }) === 'block', id).toBe(practice === 'silent');
    }
    expect(blocked.length).toBeGreaterThan(50);
  });

  test('nothing chosen makes no rule', () => {
    expect(blockingRules(index, NOTHING, 'Top')).toEqual([]);
    expect(pauseRules([], 'Top')).toEqual([]);
  });

  test('a paused site that no rule can name is left out: with it a browser would take no rule at all', () => {
    expect(pauseRules(['[::1]', 'bücher.example'], 'Initiator')).toEqual([]);
    expect(pauseRules(['[::1]', 'bank.example'], 'Initiator')).toEqual(pauseRules(['bank.example'], 'Initiator'));
  });
});

describe('ids', () => {
  test('each once, in the range that browsers take, and one for each signature that the matcher knows exactly', () => {
    const exact = vendors.flatMap(({ detect }) =>
      [...signaturesIn(detect)].filter(
        ({ kind, weak }) => !weak && ['hosts', 'hostPaths', 'files', 'paths', 'aliases'].includes(kind),
      ),
    );
    expect(rules).toHaveLength(new Set(exact.map(({ signature }) => signature)).size);
    for (const { id } of rules) expect(Number.isInteger(id) && id > 0 && id < 2 ** 31, String(id)).toBe(true);
  });

  test('a rule keeps its id, whichever vendors come and go beside it', () => {
    const all = new Map(rules.map((rule) => [rule.id, rule]));
    const half = blockingRules(compile(toRuleset(vendors.filter((_, at) => at % 2 === 0))), EVERYTHING, 'Top');
    expect(half.length).toBeGreaterThan(300);
    for (const rule of half) expect(all.get(rule.id)).toEqual(rule);
  });
});
