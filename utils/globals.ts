/** Which names a page's window really has, without touching a getter or the prototype chain. */

type Describe = (object: object, name: string) => PropertyDescriptor | undefined;

/**
 * The names that exist, joined by spaces. Own properties only: `<div id=Persona>` makes a named property of the
 * prototype and does not count. Of `a.b` the first must hold a value; a getter is never called.
 */
export function definedNames(root: object, names: readonly string[], describe: Describe): string {
  let found = '';
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (isDefined(root, name, describe)) found += found === '' ? name : ` ${name}`;
  }
  return found;
}

function isDefined(root: object, name: string, describe: Describe): boolean {
  let object: unknown = root;
  let start = 0;
  for (;;) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return false;
    let end = start;
    while (end < name.length && name[end] !== '.') end++;
    let part = '';
    for (let i = start; i < end; i++) part += name[i];
    let property: PropertyDescriptor | undefined;
    try {
      property = describe(object as object, part);
    } catch {
      return false; // a proxy or a dead object that refuses
    }
    if (property === undefined) return false;
    if (end === name.length) return property.value !== undefined || property.get !== undefined;
    object = property.value;
    start = end + 1;
  }
}
