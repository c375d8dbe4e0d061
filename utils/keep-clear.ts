/** Keeps something small in a corner of a page, never over a field that somebody may want to fill in. */

/** A rectangle in the viewport. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** In order of preference. A bar is as wide as the page. */
export const CORNERS = ['bottom-right', 'top-right', 'bottom-left', 'top-left'] as const;
export const BARS = ['bottom', 'top'] as const;
export type Place = (typeof CORNERS)[number] | (typeof BARS)[number];

/** Pixels of air around what must not be covered. */
const AIR = 8;
/** A viewport smaller than this has no corner to spare. */
const NARROW = 560;
const LOW = 360;

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom + AIR && b.top < a.bottom + AIR;
}

/** The places to try in a viewport of that size. */
export function placesIn(width: number, height: number): readonly Place[] {
  return width < NARROW || height < LOW ? BARS : [...CORNERS, ...BARS];
}

/**
 * The first place whose box touches none of the boxes, the present one before all others so that it does not wander;
 * null when each covers something.
 */
export function freePlace(
  places: readonly Place[],
  present: Place | null,
  boxAt: (place: Place) => Box,
  taken: readonly Box[],
): Place | null {
  const stays = present !== null && places.includes(present) ? [present] : [];
  const free = (place: Place) => !taken.some((box) => overlaps(boxAt(place), box));
  return [...stays, ...places].find(free) ?? null;
}

/** Where a box of that size stands at a place, as styles: a small gap from the edges. */
export function stylesAt(place: Place | null): string {
  if (place === null) return 'visibility:hidden';
  const [block, inline] = place.split('-') as [string, string?];
  const gap = 12;
  if (inline === undefined) return `${block}:0;left:0;right:0`;
  return `${block}:${gap}px;${inline}:${gap}px;width:min(22rem,calc(100vw - ${2 * gap}px))`;
}
