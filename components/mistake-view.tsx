/** A mistake to report: all of the text, to be changed, before it goes anywhere. */
import { useState } from 'preact/hooks';
import type { Draft } from '../utils/correction.ts';
import { type Copied, CopyResult } from './copy-result.tsx';
import './mistake-view.css';
import { PageFrame } from './page-frame.tsx';
import { type VendorChoice, VendorSelect } from './vendor-select.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly choices: readonly VendorChoice[];
  readonly chosen: string;
  /** Undefined while it is not known; null: nothing was seen that could be wrong. */
  readonly draft: Draft | null | undefined;
  readonly copied: Copied;
  /** The public form with this text in it; null while the project has none. */
  readonly formFor: (draft: Draft) => string | null;
  readonly onChoose: (id: string) => void;
  readonly onCopy: (text: string) => void;
}

export function MistakeView(props: Props) {
  const words = useWords();
  const { draft, chosen } = props;
  return (
    <PageFrame current="mistake" title={words.t('acts_mistake')} lead={words.t('acts_mistake_lead')}>
      {draft === null && <p data-mistake="none">{words.t('acts_nothing')}</p>}
      {draft && (
        <div class="mistake" data-mistake={chosen}>
          <VendorSelect {...props} />
          <Editor key={chosen} {...props} draft={draft} />
        </div>
      )}
    </PageFrame>
  );
}

function Editor({ draft, copied, formFor, onCopy }: Props & { readonly draft: Draft }) {
  const words = useWords();
  const [title, setTitle] = useState(draft.title);
  const [text, setText] = useState(draft.text);
  return (
    <>
      <label>
        <span>{words.t('acts_mistake_title')}</span>
        <input name="title" value={title} onInput={({ currentTarget }) => setTitle(currentTarget.value)} />
      </label>
      <label>
        <span>{words.t('acts_mistake_text')}</span>
        <textarea name="text" rows={14} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <Sending form={formFor({ title, text })} />
      <button type="button" class="quiet" data-do="copy" onClick={() => onCopy(`${title}\n\n${text}`)}>
        {words.t('acts_copy')}
      </button>
      <CopyResult copied={copied} />
    </>
  );
}

function Sending({ form }: { readonly form: string | null }) {
  const words = useWords();
  if (form === null) return <p>{words.t('correction_missing')}</p>;
  return (
    <>
      <p>{words.t('acts_mistake_sends', { host: new URL(form).host })}</p>
      <a class="button" data-do="open" href={form} target="_blank" rel="noopener noreferrer">
        {words.t('acts_mistake_open')}
      </a>
    </>
  );
}
