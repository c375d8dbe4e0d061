/** What the probe looks for: its data, apart from its code. Made by `rules build`. */
import names from '../rules/built/probe.json';

export const GLOBALS: readonly string[] = names.globals;
export const ELEMENTS: readonly string[] = names.elements;
