/** The one format of a file of the list: two spaces, the schema's field order, sorted sets, one newline at the end. */
import { z } from 'zod';

/** Prints data that fits the schema. Unknown fields keep their place at the end, so that nothing is lost before a person looks. */
export function inSchemaOrder(schema: z.ZodType, data: unknown): string {
  return `${JSON.stringify(ordered(z.toJSONSchema(schema, { io: 'input' }) as Node, data, ''), null, 2)}\n`;
}

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
}

/** Lists whose order carries no meaning are kept sorted, so that two people's edits meet in one place. */
const SORTED = new Set([
  'sites',
  'hosts',
  'hostPaths',
  'files',
  'paths',
  'aliases',
  'globals',
  'elements',
  'strings',
  'npm',
  'shows',
  'buildsOn',
]);

function ordered(node: Node | undefined, data: unknown, name: string): unknown {
  if (Array.isArray(data)) {
    const items = data.map((item) => ordered(node?.items, item, ''));
    return SORTED.has(name) ? [...new Set(items as string[])].sort() : items;
  }
  if (data === null || typeof data !== 'object') return data;
  const source = data as Record<string, unknown>;
  const known = Object.keys(node?.properties ?? {}).filter((key) => key in source);
  const rest = Object.keys(source).filter((key) => !known.includes(key));
  return Object.fromEntries(
    [...known, ...rest].map((key) => [key, ordered(node?.properties?.[key], source[key], key)]),
  );
}
