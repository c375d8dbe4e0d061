/** Says whether copying worked, to eyes and ears. */
import { useWords } from './words.tsx';

export type Copied = 'copied' | 'failed' | null;

export function CopyResult({ copied }: { readonly copied: Copied }) {
  const words = useWords();
  return (
    <p role="status" data-copied={copied ?? 'not yet'}>
      {copied !== null && words.t(copied === 'copied' ? 'acts_copied' : 'acts_copy_failed')}
    </p>
  );
}
