/** The names of all words, in the order in which the package carries their texts; the build puts them in. */
declare const __WORD_ORDER__: string;

export const WORD_ORDER: readonly string[] = __WORD_ORDER__.split(' ');
