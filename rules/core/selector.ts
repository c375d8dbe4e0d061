/**
 * Selectors in two forms. Dossiers say `[id="a"]` and `[class~="a"]`, which mean the same in every document; browsers
 * find `#a` and `.a` ten times faster, but in a quirky document those take capitals and small letters for the same.
 */

/** The fast form, where there is one: it finds all that the selector finds, and perhaps more. */
export function fastSelector(selector: string): string {
  return selector.replace(
    /^\[(id|class~)="([a-z_][\w-]*)"\]$/i,
    (_, kind: string, name: string) => (kind === 'id' ? '#' : '.') + name,
  );
}

/** The exact form of a fast one. */
export function exactSelector(fast: string): string {
  return fast.replace(/^[#.](.+)/, (_, name: string) => `[${fast[0] === '#' ? 'id' : 'class~'}="${name}"]`);
}
