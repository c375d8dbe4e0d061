/** An open dispute and the company's reply, as the dossier carries them. */
import type { Dossier } from '../rules/core/index.ts';
import { useWords } from './words.tsx';

export function Objection({ dossier: { dispute, reply } }: { readonly dossier: Pick<Dossier, 'dispute' | 'reply'> }) {
  const words = useWords();
  return (
    <>
      {dispute !== undefined && (
        <p>
          {words.t('disputed', { date: words.date(dispute.opened) })} <span lang="en">{dispute.says}</span>
        </p>
      )}
      {reply !== undefined && (
        <p>
          {words.t('replied', { date: words.date(reply.received) })} <q lang="en">{reply.says}</q>
        </p>
      )}
    </>
  );
}
