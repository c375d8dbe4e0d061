/** What the probe may say: names and yes or no, nothing else. The shape is the contract between page side and background. */
import * as z from 'zod/mini';
import { atMost } from './checks.ts';
import { LONGEST_RESOURCE, MOST_RESOURCES } from './resources.ts';

const names = z.array(z.string().check(atMost(200))).check(atMost(200));
const sensors = z.strictObject({ camera: z.boolean(), microphone: z.boolean() });

export const ProbeReport = z.strictObject({
  probe: z.literal(1),
  /** Listed properties of `window` that exist. */
  globals: names,
  /** Listed selectors that match. */
  elements: names,
  /** Requested addresses that may be listed, without query. */
  resources: z.array(z.string().check(atMost(LONGEST_RESOURCE))).check(atMost(MOST_RESOURCES)),
  /** Frames to which the page lends the camera or microphone (`allow=`), by address without query. */
  lends: z
    .array(
      z.strictObject({
        url: z.string().check(atMost(LONGEST_RESOURCE)),
        camera: z.boolean(),
        microphone: z.boolean(),
      }),
    )
    .check(atMost(50)),
  /** The permission is granted in this document. */
  may: sensors,
  /** A live track of a device of this machine plays in this document. */
  live: sensors,
  /** The document asks for a picture (a file input for images, or one that opens the camera). */
  picture: z.boolean(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;

const Nothing = z.strictObject({ probe: z.literal(0) });

/** A message of the probe: its report, null for "nothing any more", undefined when it is no message of the probe. */
export function readProbeMessage(message: unknown): ProbeReport | null | undefined {
  if (Nothing.safeParse(message).success) return null;
  return ProbeReport.safeParse(message).data;
}
