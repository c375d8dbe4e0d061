/**
 * Checks of data from outside, as functions: zod's own classes for these weigh 9 kB more, of which the background would
 * read some anew at every wake.
 */
import * as z from 'zod/mini';

const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;

/** A check that fails where `isRight` does. */
export function must<T>(isRight: (value: T) => boolean) {
  return ({ value, issues }: { value: T; issues: object[] }): void => {
    if (!isRight(value)) issues.push({ code: 'custom', input: value });
  };
}

export function integer(least = MIN_SAFE_INTEGER, most = MAX_SAFE_INTEGER) {
  return z.number().check(must((value) => Number.isSafeInteger(value) && least <= value && value <= most));
}

export function matching(pattern: RegExp) {
  return z.string().check(must((text) => pattern.test(text)));
}

/** A text or an array of no more than so many. */
export function atMost<T extends string | readonly unknown[]>(most: number) {
  return must<T>(({ length }) => length <= most);
}
