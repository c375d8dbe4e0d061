/** What a notice says to the background when somebody has pressed a button of it. */
import * as z from 'zod/mini';
import { SILENCES } from './notice.ts';

export const NoticeAnswer = z.strictObject({ silence: z.literal(SILENCES) });
export type NoticeAnswer = z.infer<typeof NoticeAnswer>;
