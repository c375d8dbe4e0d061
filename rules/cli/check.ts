/** `rules check`: everything that can be wrong with the list, each with file, field and remedy. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signatureOf, signaturesIn } from '../core/compile.ts';
import { isWithin } from '../core/host.ts';
import { match } from '../core/match.ts';
import { compile } from '../core/pack.ts';
import { Action, Categories, type Vendor, Vendor as VendorSchema } from '../core/schema.ts';
import { Authority, Campaign } from '../core/schema-acting.ts';
import { detect } from '../core/verdict.ts';
import { MODALITIES, PRACTICES, PURPOSES } from '../core/vocabulary.ts';
import { checkAuthorities, checkCampaign } from './check-acting.ts';
import { inSchemaOrder } from './format.ts';
import { staleFiles, writeGenerated } from './generated.ts';
import { lintSignature } from './lint.ts';
import { type List, type Loaded, loadList, RULES_DIR, valuesOf } from './load.ts';
import { toObservation } from './observe.ts';
import { type Problem, refuseUnknown } from './problem.ts';
import { toRuleset } from './ruleset.ts';
import { warningsOf } from './warnings.ts';

export interface CheckResult {
  readonly list: List;
  readonly problems: readonly Problem[];
  /** What will be wrong soon, or may be wrong unseen; nothing fails for it. */
  readonly warnings: readonly Problem[];
}

/**
 * Checks a rules folder. With `only`, reports on those ids alone (collisions with others included); an unknown one is a
 * UsageError. Warnings are those of a day, milliseconds since the epoch.
 */
export function check(dir = RULES_DIR, only?: ReadonlySet<string>, at = Date.now()): CheckResult {
  const list = loadList(dir);
  const problems: Problem[] = [...list.problems];
  const add = (entry: Loaded<unknown>, field: string, message: string, remedy: string) =>
    problems.push({ file: entry.file, field, message, remedy });

  for (const vendor of list.vendors) {
    checkSignatures(vendor, add);
    checkSites(vendor, add);
    checkReferences(vendor, list, add);
    checkDates(vendor, add);
  }
  for (const entry of [...list.actions, ...list.authorities]) checkDates(entry, add);
  for (const entry of list.actions) checkPast(entry, 'count.date', entry.value.count?.date ?? '', add);
  if (list.campaign !== null) checkDates(list.campaign, add);
  checkAuthorities(list, problems);
  checkCampaign(list, add);
  checkCollisions(list.vendors, add);
  checkCategories(list, add);
  checkCases(list, dir, add, problems);
  if (list.problems.length === 0) {
    problems.push(...staleFiles(dir, valuesOf(list.vendors)));
  }
  const idOf = ({ file }: { readonly file: string }) => file.replace(/^.*\/|\.json$/g, '');
  refuseUnknown(only ?? [], [...entriesOf(list), ...problems].map(idOf));
  const asked = (problem: Problem) => only === undefined || only.has(idOf(problem));
  return { list, problems: problems.filter(asked), warnings: warningsOf(list, at).filter(asked) };
}

function entriesOf({ vendors, actions, authorities, campaign, categories }: List): Loaded<unknown>[] {
  return [...vendors, ...actions, ...authorities, campaign, categories].filter((entry) => entry !== null);
}

export type Add = (entry: Loaded<unknown>, field: string, message: string, remedy: string) => void;

function checkSignatures(entry: Loaded<Vendor>, add: Add): void {
  const { detect: declared, sources } = entry.value;
  const all = new Set<string>();
  for (const { kind, literal, weak, signature } of signaturesIn(declared)) {
    const field = `detect.${weak ? 'weak.' : ''}${kind}`;
    if (all.has(signature)) add(entry, field, `${literal} stands twice`, 'Remove one.');
    all.add(signature);
    const lint = lintSignature(kind, literal, weak);
    if (lint !== null) add(entry, field, `${literal} ${lint[0]}`, lint[1]);
    if (!sources.some(({ shows }) => shows?.includes(signature))) {
      add(entry, field, `${literal} has no source`, `Add "${signature}" to the shows of the source where you saw it.`);
    }
  }
  if (all.size === 0) add(entry, 'detect', 'declares nothing', 'An entry that can never match does not go in.');
  for (const [at, source] of sources.entries()) {
    for (const signature of source.shows ?? []) {
      if (!all.has(signature)) {
        add(entry, `sources.${at}.shows`, `${signature} is not in detect`, 'Add it to detect or remove it here.');
      }
    }
  }
}

/** Of a visit to one of the sites it is said that they belong to somebody who sells this. */
function checkSites(entry: Loaded<Vendor>, add: Add): void {
  const { kind, status, detect } = entry.value;
  const isSold = kind === 'vendor' && status?.state !== 'discontinued';
  if (detect.sites === undefined || isSold) return;
  const what = kind === 'library' ? 'a library' : 'what is discontinued';
  add(entry, 'detect.sites', `would say that somebody sells ${what}`, 'Leave sites out; nothing is claimed there.');
}

function checkReferences(entry: Loaded<Vendor>, list: List, add: Add): void {
  for (const id of entry.value.buildsOn ?? []) {
    if (!list.vendors.some(({ value }) => value.id === id)) {
      add(entry, 'buildsOn', `there is no dossier ${id}`, 'Add that dossier first, or correct the id.');
    }
  }
}

interface Dated {
  readonly reviewed: string;
  readonly reviewBy: string;
  readonly sources: readonly { readonly seen: string }[];
}

function checkDates(entry: Loaded<Dated>, add: Add): void {
  const { reviewed, reviewBy, sources } = entry.value;
  checkPast(entry, 'reviewed', reviewed, add);
  if (reviewBy <= reviewed) add(entry, 'reviewBy', 'is not after reviewed', 'Set it at most 18 months later.');
  const limit = new Date(`${reviewed}T00:00:00Z`);
  limit.setUTCMonth(limit.getUTCMonth() + 18);
  if (Date.parse(reviewBy) > limit.getTime())
    add(entry, 'reviewBy', 'is more than 18 months after reviewed', 'Bring it nearer.');
  for (const [at, { seen }] of sources.entries()) {
    if (seen > reviewed)
      add(entry, `sources.${at}.seen`, 'is after reviewed', 'Review the file again and set reviewed.');
  }
}

/** The newest review dates the list, and no clock of the extension goes back behind it. One day is left for time zones. */
function checkPast(entry: Loaded<unknown>, field: string, day: string, add: Add): void {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  if (day > tomorrow) add(entry, field, `${day} has not come yet`, 'Set the day on which a person looked.');
}

function checkCollisions(vendors: readonly Loaded<Vendor>[], add: Add): void {
  const owners = new Map<string, Loaded<Vendor>>();
  const hosts: { host: string; entry: Loaded<Vendor> }[] = [];
  for (const entry of vendors) {
    for (const { kind, literal, weak, signature } of signaturesIn(entry.value.detect)) {
      if (weak) continue;
      const owner = owners.get(signature);
      if (owner !== undefined && owner !== entry) {
        add(
          entry,
          `detect.${kind}`,
          `${literal} also stands in ${owner.value.id}`,
          'Keep it in one dossier, or make both weak.',
        );
      }
      owners.set(signature, entry);
      if (kind === 'hosts' || kind === 'sites' || kind === 'aliases') hosts.push({ host: literal, entry });
    }
  }
  for (const a of hosts) {
    for (const b of hosts) {
      if (a.entry !== b.entry && a.host !== b.host && isWithin(a.host, b.host)) {
        add(
          a.entry,
          'detect',
          `${a.host} lies within ${b.host} of ${b.entry.value.id}`,
          'Give each host to one dossier.',
        );
      }
    }
  }
}

function checkCategories(list: List, add: Add): void {
  const categories = list.categories;
  if (categories === null) return;
  const axes = [
    ['modalities', MODALITIES],
    ['purposes', PURPOSES],
    ['practices', PRACTICES],
  ] as const;
  for (const [axis, ids] of axes) {
    const defined = categories.value[axis].map(({ id }) => id);
    if (defined.join() !== ids.join()) {
      add(categories, axis, `must define, in this order: ${ids.join(', ')}`, 'Follow rules/core/vocabulary.ts.');
    }
  }
}

interface KnownGood {
  readonly url: string;
  readonly type?: string;
  readonly why: string;
}

function checkCases(list: List, dir: string, add: Add, problems: Problem[]): void {
  let index: ReturnType<typeof compile>;
  try {
    index = compile(toRuleset(valuesOf(list.vendors)));
  } catch {
    return; // lintPath has named the file already
  }
  for (const entry of list.vendors) {
    const { id, cases } = entry.value;
    for (const [at, { url, type = 'script', signature, weak = false }] of cases.positive.entries()) {
      const field = `cases.positive.${at}`;
      const seen = toObservation(url, type);
      const hit = seen === null ? undefined : detect(index, seen, weak).find(({ vendor }) => vendor === id);
      if (hit === undefined)
        add(entry, field, `${url} as ${type} is not recognised`, 'Mend the signature or the case.');
      else if (signature !== undefined && hit.signature !== signature) {
        add(entry, field, `matches by ${hit.signature}, not ${signature}`, 'Mend the signature or the case.');
      } else if (weak && !hit.weak) add(entry, field, `${url} matches without weak`, 'Remove "weak" from the case.');
    }
    for (const [at, { url, type = 'script' }] of cases.negative.entries()) {
      const seen = toObservation(url, type);
      const hit = seen === null ? undefined : match(index, seen).find(({ vendor, weak }) => vendor.id === id && !weak);
      if (hit !== undefined) {
        add(entry, `cases.negative.${at}`, `${url} matches by ${signatureOf(hit)}`, 'Narrow that signature.');
      }
    }
  }
  const file = join(dir, 'cases', 'known-good.json');
  for (const [at, { url, type = 'script', why }] of (JSON.parse(readFileSync(file, 'utf8')) as KnownGood[]).entries()) {
    const seen = toObservation(url, type);
    for (const hit of seen === null ? [] : detect(index, seen)) {
      problems.push({
        file: `rules/vendors/${hit.vendor}.json`,
        field: 'detect',
        message: `${hit.signature} matches the known-good ${url} (rules/cases/known-good.json ${at}: ${why})`,
        remedy: 'Narrow the signature.',
      });
    }
  }
}

/** Rewrites every readable file of the list in the one format, and what is generated from it; returns how many changed. */
export function fixFormat(dir = RULES_DIR): number {
  const { vendors, actions, authorities, campaign, categories } = loadList(dir);
  let changed = 0;
  const rewrite = (entry: Loaded<unknown>, schema: Parameters<typeof inSchemaOrder>[0]) => {
    const text = inSchemaOrder(schema, JSON.parse(entry.text));
    if (text === entry.text) return;
    writeFileSync(join(dir, entry.file.replace(/^rules\//, '')), text);
    changed++;
  };
  for (const entry of vendors) rewrite(entry, VendorSchema);
  for (const entry of actions) rewrite(entry, Action);
  for (const entry of authorities) rewrite(entry, Authority);
  if (campaign !== null) rewrite(campaign, Campaign);
  if (categories !== null) rewrite(categories, Categories);
  const again = loadList(dir);
  // An index made from a list with unreadable files would silently lack them.
  if (again.problems.length > 0) return changed;
  return changed + writeGenerated(dir, valuesOf(again.vendors)).length;
}
