/** Checks of data from outside, as functions: zod's own classes for these weigh 2 kB more, read anew at every wake. */
import * as z from 'zod/mini';

const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;

export function integer(least = MIN_SAFE_INTEGER, most = MAX_SAFE_INTEGER) {
  return z.number().check(z.refine((value) => Number.isSafeInteger(value) && least <= value && value <= most));
}

export function matching(pattern: RegExp) {
  return z.string().check(z.refine((text) => pattern.test(text)));
}

/** A text or an array of no more than so many. */
export function atMost<T extends string | readonly unknown[]>(most: number) {
  return z.refine<T>(({ length }) => length <= most);
}
