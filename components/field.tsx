/** One setting: its name, what it means, and the control; or a word on who has set it instead. */
import type { ComponentChildren } from 'preact';
import './field.css';
import { useWords } from './words.tsx';

interface Props {
  /** `id` of the control; its note has the same with `-note`. */
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
  /** The organisation has decided: the control is disabled. */
  readonly isManaged?: boolean;
  readonly children: ComponentChildren;
}

export function Field({ id, name, note, isManaged = false, children }: Props) {
  const words = useWords();
  return (
    <div class="field" data-managed={isManaged}>
      <label for={id}>{name}</label>
      {children}
      <p class="note" id={`${id}-note`}>
        {note}
        {isManaged && <strong>{words.t('managed')}</strong>}
      </p>
    </div>
  );
}
