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
const SHAPES = [
  /** So many scripts are known of. */
  z.strictObject({ scan: z.literal('total'), total: integer(0) }),
  ScanFind,
  z.strictObject({ scan: z.literal('read'), url }),
  z.strictObject({ scan: z.literal('unread'), url, why: z.literal(UNREAD_REASONS) }),
  z.strictObject({ scan: z.literal('end') }),
] as const;
export type ScanMessage = z.infer<(typeof SHAPES)[number]>;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** A message of the scan; undefined when it is none. */
export function readScanMessage(message: unknown): ScanMessage | undefined {
  for (const shape of SHAPES) {
    const { success, data } = shape.safeParse(message);
    if (success) return data;
  }
  return undefined;
}
