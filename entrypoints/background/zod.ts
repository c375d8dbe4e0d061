/** Stands for `zod/mini` in the background: the script that leaves it is read first. */
import './zod-first.ts';

export * from '../../utils/zod-shared.ts';
