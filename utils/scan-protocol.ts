/** What a deep scan says while it reads: the shape is the contract between page side, background and popup. */
import * as z from 'zod/mini';
import { integer } from './checks.ts';
import { ScanFind, url } from './scan-find.ts';

/**
 * Why a script was not read. `foreign`: another site's. `uncached`: no longer in the browser's cache. `arrived`: this
 * browser shows answers only while they arrive. `large`, `time`: beyond a bound. `frame`: the whole frame is closed to us.
 */
export const UNREAD_REASONS = ['foreign', 'uncached', 'arrived', 'large', 'time', 'frame'] as const;

/** From the scan. Addresses carry no query; an inline script goes by its page's address. */
export const ScanMessage = z.union([
  /** So many scripts are known of. */
  z.strictObject({ scan: z.literal('total'), total: integer(0) }),
  ScanFind,
  z.strictObject({ scan: z.literal('read'), url }),
  z.strictObject({ scan: z.literal('unread'), url, why: z.enum(UNREAD_REASONS) }),
  z.strictObject({ scan: z.literal('end') }),
]);
export type ScanMessage = z.infer<typeof ScanMessage>;
export type UnreadReason = (typeof UNREAD_REASONS)[number];
