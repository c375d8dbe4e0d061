/** Longer lists, made of the real one: the same kinds and shapes under names that no corpus knows. */
import { isShared } from '../../rules/core/host.ts';
import type { Ruleset, RulesetVendor } from '../../rules/core/ruleset.ts';
import type { Detect } from '../../rules/core/schema.ts';
import { seededRandom } from './report.ts';

/** What an address can show. */
const KINDS = ['sites', 'hosts', 'hostPaths', 'files', 'paths', 'aliases'] as const;
type Group = Partial<Record<(typeof KINDS)[number], string[]>>;

/** The list and `times - 1` strangers for each of its vendors. Same arguments, same result. */
export function grow(ruleset: Ruleset, times: number): Ruleset {
  const strangers = new Strangers(times);
  const copies = Array.from({ length: times - 1 }, (_, copy) =>
    ruleset.vendors.map((vendor): RulesetVendor => {
      const { weak = {}, ...strong } = vendor.detect;
      return {
        ...vendor,
        id: `${vendor.id}-${copy + 1}`,
        detect: { ...strangers.group(strong), weak: strangers.group(weak) } as Detect,
      };
    }),
  );
  return { ...ruleset, vendors: [...ruleset.vendors, ...copies.flat()] };
}

class Strangers {
  readonly #random: () => number;
  readonly #taken = new Set<string>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  group(group: Group): Group {
    const entries = KINDS.flatMap((kind) => {
      const literals = group[kind];
      return literals === undefined ? [] : [[kind, literals.map((literal) => this.#fresh(kind, literal))]];
    });
    return Object.fromEntries(entries) as Group;
  }

  /** Few letters make few names: then a number makes them different. */
  #fresh(kind: (typeof KINDS)[number], literal: string): string {
    for (let attempt = 0; ; attempt++) {
      const word = attempt < 3 ? literal : literal.replace(/[a-z]/i, (letter) => `${letter}${attempt}`);
      const name = this.#renamed(kind, word);
      if (this.#taken.has(`${kind} ${name}`)) continue;
      this.#taken.add(`${kind} ${name}`);
      return name;
    }
  }

  #renamed(kind: (typeof KINDS)[number], literal: string): string {
    if (kind === 'files') return this.#scrambled(literal, literal.lastIndexOf('.'));
    if (kind === 'paths') return this.#scrambled(literal, literal.length);
    const slash = literal.indexOf('/');
    const host = slash === -1 ? literal : literal.slice(0, slash);
    const path = slash === -1 ? '' : literal.slice(slash);
    // Everybody's hosts stay: there it is the path that tells one package from another.
    return isShared(host)
      ? host + this.#scrambled(path, path.length)
      : this.#scrambled(host, host.lastIndexOf('.')) + path;
  }

  /** Other letters, of the same case, up to `end`; digits, stars and punctuation stay. */
  #scrambled(text: string, end: number): string {
    const letter = (first: number) => String.fromCharCode(first + Math.floor(this.#random() * 26));
    const changed = text.slice(0, end).replace(/[a-z]/g, () => letter(97));
    return changed.replace(/[A-Z]/g, () => letter(65)) + text.slice(end);
  }
}
