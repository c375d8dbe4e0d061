/** Whole numbers in untrusted data: zod's own `int` would bring two kilobytes of number formats to every wake. */
import * as z from 'zod/mini';

export function whole(from = 0, to = Number.MAX_SAFE_INTEGER) {
  return z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= from && value <= to));
}
