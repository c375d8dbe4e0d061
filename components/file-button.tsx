/** A button that asks for a file: the browser's own field cannot be put into words. */
import { useRef } from 'preact/hooks';

interface Props {
  readonly text: string;
  /** Names the button for tests. */
  readonly does: string;
  /** As of a file input. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

export function FileButton({ text, does, accept, onFile }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="quiet" data-do={does} onClick={() => field.current?.click()}>
        {text}
      </button>
      <input
        ref={field}
        type="file"
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) onFile(file);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
