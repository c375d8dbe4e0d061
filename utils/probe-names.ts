/** What the probe looks for: its data, apart from its code. Made by `rules build`. */
import names from '../rules/built/probe.json';
import { mayMatch } from '../rules/core/digest.ts';
import type { Fresh } from '../rules/core/fresh.ts';

/** Properties of `window`, each split at its dots. */
export const GLOBALS: (readonly string[])[] = names.globals;
export const ELEMENTS: string[] = names.elements;

let digest: Set<number> | undefined;

/** True for an address that may be on the list. The digest is unpacked at the first question. */
export function mayBeListed(url: string): boolean {
  digest ??= unpacked(names.digest);
  return mayMatch(digest, url);
}

/** Takes in what an update of the list has added. */
export function learn({ globals, elements, keys }: Fresh): void {
  digest ??= unpacked(names.digest);
  GLOBALS.push(...globals);
  ELEMENTS.push(...elements);
  for (const key of keys) digest.add(key);
}

function unpacked(text: string): Set<number> {
  const bytes = atob(text);
  const keys = new Set<number>();
  for (let i = 0; i < bytes.length; i += 4) {
    const high = (bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1);
    keys.add(high * 65_536 + ((bytes.charCodeAt(i + 2) << 8) | bytes.charCodeAt(i + 3)));
  }
  return keys;
}
