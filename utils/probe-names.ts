/** What the probe looks for: its data, apart from its code. Made by `rules build`. */
import names from '../rules/built/probe.json';
import type { Digest } from '../rules/core/digest.ts';

export const GLOBALS: readonly string[] = names.globals;
export const ELEMENTS: readonly string[] = names.elements;

/** The list's addresses, unpacked when first needed. */
export function readDigest(): Digest {
  const bytes = atob(names.digest);
  const keys = new Set<number>();
  for (let i = 0; i < bytes.length; i += 4) {
    const high = (bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1);
    keys.add(high * 65_536 + ((bytes.charCodeAt(i + 2) << 8) | bytes.charCodeAt(i + 3)));
  }
  return keys;
}
