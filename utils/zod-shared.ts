/** Stands for `zod/mini` in a build: what the script `zod.js` has left, and nothing of zod itself. */
import type * as Zod from './zod-used.ts';

const { 'part:zod': zod } = globalThis as unknown as { readonly 'part:zod': typeof Zod };

export const { array, boolean, catchall, literal, number, object, optional, strictObject, string, unknown } = zod;
const { catch: orElse } = zod;

export { orElse as catch };
