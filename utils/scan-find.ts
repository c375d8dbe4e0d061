/** The part of a deep scan that the background takes part in. */
import * as z from 'zod/mini';
import { atMost } from './checks.ts';

/** Name of the port that a scan in a frame opens. */
export const SCAN_PORT = 'scan';

export const url = z.string().check(atMost(400));

/** A text of the list stands in the script with this address. */
export const ScanFind = z.strictObject({ scan: z.literal('found'), text: z.string().check(atMost(120)), url });
