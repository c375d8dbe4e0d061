/** A part of a page under its own heading. */
import type { ComponentChildren } from 'preact';
import './section.css';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

export function Section({ id, title, note, children }: Props) {
  return (
    <section class="section" aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>{title}</h2>
        {note !== undefined && <p class="section-note">{note}</p>}
      </div>
      <div class="panel">{children}</div>
    </section>
  );
}
