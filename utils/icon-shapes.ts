/** The shapes of the toolbar icon: one for each state of a page. States differ by shape, not only by colour. */
import type { Stage } from '../rules/core/index.ts';

// Each has a contrast of 3:1 or more on white and on the dark toolbars of both browsers.
const GREY = '#8a8592';
const PLUM = '#e0457b';
const ALMOND = 'M2 16 Q16 -2 30 16 Q16 34 2 16 Z';
const outline = `<path d="${ALMOND}" fill="none" stroke="${PLUM}" stroke-width="3.2" stroke-linejoin="round"/>`;

/** On a 32 × 32 field. */
export const ICON_SHAPES = {
  // a closed lid with lashes
  quiet: `<path d="M3 11 Q16 25 29 11 M8 17 L5.5 21.5 M16 19 V25 M24 17 L26.5 21.5" fill="none" stroke="${GREY}" stroke-width="3.2" stroke-linecap="round"/>`,
  // an open eye that looks at nothing
  listed: outline,
  // an open eye with a pupil
  loaded: `${outline}<circle cx="16" cy="16" r="4.4" fill="${PLUM}"/>`,
  // a filled eye
  started: `<path d="${ALMOND}" fill="${PLUM}" stroke="${PLUM}" stroke-width="3.2" stroke-linejoin="round"/><circle cx="16" cy="16" r="5" fill="#fff"/>`,
  // a filled eye in a viewfinder
  capture: `<path d="M3 10 V3 H10 M22 3 H29 V10 M29 22 V29 H22 M10 29 H3 V22" fill="none" stroke="${PLUM}" stroke-width="3.4"/><circle cx="16" cy="16" r="8.6" fill="${PLUM}"/><circle cx="16" cy="16" r="3.4" fill="#fff"/>`,
} as const;

/** Somebody who does not ask: a solid corner. */
export const SILENT_MARK = `<path d="M17 0 H32 V15 Z" fill="#1d1820" stroke="#fff" stroke-width="2.4" stroke-linejoin="round"/>`;

/** The icon's state for the furthest stage. */
export const ICON_OF = {
  listed: 'listed',
  loaded: 'loaded',
  started: 'started',
  'capture-ready': 'capture',
  capturing: 'capture',
} as const satisfies Record<Stage, keyof typeof ICON_SHAPES>;

/** An icon as SVG, of any size. */
export function iconSvg(body: string, size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">${body}</svg>`;
}
