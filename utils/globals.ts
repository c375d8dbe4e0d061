/** Which names a page's window really has, without touching a getter or the prototype chain. */

type Describe = (object: object, name: string) => PropertyDescriptor | undefined;

/**
 * The numbers of the names that exist, a space after each; each name comes split at its dots, and its number goes back,
 * since no method of a string or an array can be trusted in the page's own world. Own properties only: `<div id=Persona>` makes a named property of the prototype and does not
 * count. Of `a.b` the first must hold a value; a getter is never called.
 */
export function definedNames(root: object, names: readonly (readonly string[])[], describe: Describe): string {
  let found = '';
  for (let i = 0; i < names.length; i++) {
    if (isDefined(root, names[i] as readonly string[], describe)) found += `${i} `;
  }
  return found;
}

/** The names behind such numbers. */
export function namesAt(numbers: string, names: readonly (readonly string[])[]): string[] {
  const each = numbers.split(' ').slice(0, -1);
  return each.map((number) => (names[Number(number)] as readonly string[]).join('.'));
}

function isDefined(root: object, parts: readonly string[], describe: Describe): boolean {
  let object: unknown = root;
  for (let i = 0; i < parts.length; i++) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return false;
    let property: PropertyDescriptor | undefined;
    try {
      property = describe(object as object, parts[i] as string);
    } catch {} // a proxy or a dead object that refuses
    if (property === undefined) return false;
    // without a prototype: the page may have given Object's a getter named `get` or `value`
    property = { __proto__: null, ...property } as PropertyDescriptor;
    if (i === parts.length - 1) return property.value !== undefined || property.get !== undefined;
    object = property.value;
  }
  return false;
}
