/** The letter itself: it can be edited, copied, saved, and opened in the mail program. */
import { useState } from 'preact/hooks';
import { type Letter, mailLink } from '../utils/letter.ts';
import type { Copied } from './copy-result.tsx';
import './letter-text.css';
import { useWords } from './words.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly letter: Letter;
  /** What the person has made of it. */
  readonly draft: string | undefined;
  readonly language: string;
  /** The recipient's address, where the list has one; a page counts as none. */
  readonly address?: string | undefined;
  readonly onEdit: (text: string) => void;
  /** False when the browser did not allow it. */
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onSave: (text: string) => void;
}

export function LetterText(props: Props) {
  const words = useWords();
  const { id, title, letter, language, address = '', onEdit, onCopy, onSave } = props;
  const text = props.draft ?? letter.text;
  const [copied, setCopied] = useState<Copied>(null);
  const mail = mailLink(address.includes('@') ? address : '', { subject: letter.subject, text });
  const copy = async () => {
    setCopied((await onCopy(text)) ? 'copied' : 'failed');
  };
  return (
    <section class="letter-text" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {/* Without autocomplete, browsers do not keep what was typed for the next start. */}
      <textarea
        id={id}
        lang={language}
        rows={20}
        autocomplete="off"
        aria-labelledby={`${id}-heading`}
        value={text}
        onInput={(event) => {
          onEdit(event.currentTarget.value);
          setCopied(null);
        }}
      />
      <div class="ways">
        <button type="button" onClick={copy}>
          {words.t('letter_copy')}
        </button>
        <button type="button" class="quiet" onClick={() => onSave(text)}>
          {words.t('letter_save')}
        </button>
        <a
          class="button quiet"
          href={mail.href}
          aria-describedby={mail.isWhole ? undefined : `${id}-mail`}
          onClick={mail.isWhole ? undefined : copy}
        >
          {words.t('letter_mail')}
        </a>
        <span role="status">
          {copied !== null && words.t(copied === 'copied' ? 'letter_copied' : 'acts_copy_failed')}
        </span>
      </div>
      {!mail.isWhole && (
        <p class="note" id={`${id}-mail`}>
          {words.t('letter_mail_long')}
        </p>
      )}
    </section>
  );
}
