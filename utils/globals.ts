/** Which names a page's window really has, without touching a getter or the prototype chain. */

type Describe = (object: object, name: string) => PropertyDescriptor | undefined;

/**
 * The names that exist, joined by spaces; each name comes split at its dots, since no method of a string can be trusted
 * in the page's own world. Own properties only: `<div id=Persona>` makes a named property of the prototype and does not
 * count. Of `a.b` the first must hold a value; a getter is never called.
 */
export function definedNames(root: object, names: readonly (readonly string[])[], describe: Describe): string {
  let found = '';
  for (let i = 0; i < names.length; i++) {
    const parts = names[i] as readonly string[];
    if (!isDefined(root, parts, describe)) continue;
    if (found !== '') found += ' ';
    for (let part = 0; part < parts.length; part++) found += part === 0 ? parts[part] : `.${parts[part]}`;
  }
  return found;
}

function isDefined(root: object, parts: readonly string[], describe: Describe): boolean {
  let object: unknown = root;
  for (let i = 0; i < parts.length; i++) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return false;
    let property: PropertyDescriptor;
    try {
      // without a prototype: the page may have given Object's a getter named `get` or `value`
      property = { __proto__: null, ...describe(object as object, parts[i] as string) } as PropertyDescriptor;
    } catch {
      return false; // a proxy or a dead object that refuses
    }
    if (i === parts.length - 1) return property.value !== undefined || property.get !== undefined;
    object = property.value;
  }
  return false;
}
