/** What the probe looks for: its data, apart from its code. Made by `rules build`. */
import names from '../rules/built/probe.json';
import { mayMatch } from '../rules/core/digest.ts';
import type { Fresh } from '../rules/core/fresh.ts';

/** Properties of `window`, each split at its dots. */
export const GLOBALS: (readonly string[])[] = names.globals;
/** Fast selectors. */
export const ELEMENTS: string[] = names.elements;

let digest: Set<number> | undefined;

/** True for an address that may be on the list. */
export function mayBeListed(url: string): boolean {
  return mayMatch(packed(), url);
}

/** Addresses that show the same part of the list and are still told. */
const MOST_ALIKE = 4;

/** Judges one address after the other: true for one that shows a part of the list not shown often enough before. */
export function freshKeys(): (url: string) => boolean {
  const told: Record<number, number> = {};
  return (url) => {
    let fresh = false;
    const has = (key: number) => {
      if (packed().has(key)) {
        told[key] = (told[key] ?? 0) + 1;
        fresh ||= told[key] <= MOST_ALIKE;
      }
      return false; // go on: there may be other parts in the same address
    };
    mayMatch({ has }, url);
    return fresh;
  };
}

/** Unpacked at the first question. */
function packed(): Set<number> {
  digest ??= unpacked(names.digest);
  return digest;
}

/** Takes in what an update of the list has added. */
export function learn({ globals, elements, keys }: Fresh): void {
  GLOBALS.push(...globals);
  ELEMENTS.push(...elements);
  for (const key of keys) packed().add(key);
}

/** The lowest byte first, as every machine that runs a browser has it. */
function unpacked(text: string): Set<number> {
  const bytes = atob(text);
  const keys = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) keys[i] = bytes.charCodeAt(i);
  return new Set(new Uint32Array(keys.buffer));
}
