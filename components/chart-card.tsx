/** A chart with its heading, and the same as a table for whoever prefers or needs one. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageKey } from '../utils/i18n.ts';
import './chart-card.css';
import { useWords } from './words.tsx';

export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
}

interface Props {
  readonly id: string;
  readonly heading: MessageKey;
  readonly children: ComponentChildren;
  readonly columns: readonly Column[];
  /** The cells of each line, in the order of the columns; the first one heads its line. Asked for when it is opened. */
  readonly lines: () => readonly (readonly ComponentChildren[])[];
  /** Said below a table that does not hold everything. */
  readonly remark?: string | undefined;
}

export function ChartCard({ id, heading, children, columns, lines, remark }: Props) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <section class="chart-card" data-chart={id}>
      <h2 id={`${id}-heading`}>{words.t(heading)}</h2>
      {children}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.t('ledger_as_table')}</summary>
        {open && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section class="scrolling" tabIndex={0} aria-labelledby={`${id}-heading`}>
            <table>
              <thead>
                <tr>
                  {columns.map(({ name, isNumber }) => (
                    <th key={name} scope="col" class={isNumber ? 'number' : ''}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines().map((cells, at) => (
                  <Line key={at} cells={cells} columns={columns} />
                ))}
              </tbody>
            </table>
            {remark !== undefined && <p>{remark}</p>}
          </section>
        )}
      </details>
    </section>
  );
}

function Line({
  cells,
  columns,
}: {
  readonly cells: readonly ComponentChildren[];
  readonly columns: readonly Column[];
}) {
  const [head, ...rest] = cells;
  return (
    <tr>
      <th scope="row">{head}</th>
      {rest.map((cell, at) => (
        <td key={columns[at + 1]?.name} class={columns[at + 1]?.isNumber ? 'number' : ''}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
