/** The part of a deep scan's words that the background hears. */
import * as z from 'zod/mini';
import { atMost } from './checks.ts';
import { LONGEST_RESOURCE } from './resources.ts';

export const url = z.string().check(atMost(LONGEST_RESOURCE));

/** A text of the list stands in the script with this address. */
export const ScanFind = z.strictObject({ scan: z.literal('found'), text: z.string().check(atMost(120)), url });
