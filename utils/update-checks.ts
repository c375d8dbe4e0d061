/** Shapes that only updates of the list have, made of those that the background has anyway. */
import * as z from 'zod/mini';
import { must } from './checks.ts';

/** Null, or what `inner` takes. */
export function nullable<T extends z.ZodMiniType>(inner: T) {
  return z.unknown().check(({ value, issues }) => {
    if (value !== null) issues.push(...((inner.safeParse(value).error?.issues ?? []) as object[] as never[]));
  });
}

/** What one of these takes. */
export function either(...inner: readonly z.ZodMiniType[]) {
  return z.unknown().check(must((value) => inner.some((each) => each.safeParse(value).success)));
}

/** An object whose keys are all like this, and its values what `inner` takes. */
export function record<T extends z.ZodMiniType>(key: RegExp, inner: T) {
  return z.catchall(z.object({}), inner).check(must((map) => Object.keys(map).every((name) => key.test(name))));
}
