/** A page as a screen reader walks it: Chromium's own accessibility tree, line by line. */
import { pageOf } from './chromium.ts';
import type { Tab } from './driver.ts';

interface AXNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** What is read out of a node besides its role and name. */
const SPOKEN = ['level', 'expanded', 'checked', 'pressed', 'disabled', 'live', 'atomic', 'valuetext'];
/** Nodes that say nothing of their own. */
const SILENT = ['none', 'generic', 'InlineTextBox', 'ListMarker', 'LineBreak'];
/** Whose name is the text inside: that is not read twice. */
const NAMED_BY_TEXT = ['heading', 'link', 'button', 'DisclosureTriangle', 'term'];

/** One line a node, indented by depth: `heading "Countergaze on this page" (level 1)`. */
export async function transcriptOf(tab: Tab): Promise<string> {
  const page = pageOf(tab);
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly AXNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node: AXNode, depth: number, said: string): string[] => {
    const role = String(node.role?.value);
    const children = (deeper: number, name: string) =>
      (node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child === undefined ? [] : walk(child, deeper, name);
      });
    if (node.ignored || SILENT.includes(role)) return role === 'InlineTextBox' ? [] : children(depth, said);
    const name = String(node.name?.value ?? '');
    if (role === 'StaticText') return name.trim() === '' || said.includes(name) ? [] : [line(node, depth)];
    return [line(node, depth), ...children(depth + 1, NAMED_BY_TEXT.includes(role) ? name : '')];
  };
  const [root] = nodes;
  return root === undefined ? '' : `${walk(root, 0, '').join('\n')}\n`;
}

function line(node: AXNode, depth: number): string {
  const role = node.role?.value === 'StaticText' ? 'text' : String(node.role?.value);
  const name = String(node.name?.value ?? '');
  const more = (node.properties ?? [])
    .filter(({ name: property }) => SPOKEN.includes(property))
    .map(({ name: property, value }) => `${property} ${value.value}`);
  const description = String(node.description?.value ?? '');
  if (description !== '') more.push(`described “${description}”`);
  return `${'  '.repeat(depth)}${role}${name === '' ? '' : ` “${name}”`}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}
