/** Stands for `zod/mini` in pages: the script that leaves it is read first. */
// @ts-expect-error -- a script of the package, which the build leaves as it is; it exports nothing
import '/zod.js';

export * from './zod-shared.ts';
