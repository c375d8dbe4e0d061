/** What one can do with what was seen here: keep it, share it, say that it is wrong. Each on a page of its own. */
import { OWN_PAGES } from '../utils/own-pages.ts';
import './page-acts.css';
import { useWords } from './words.tsx';

interface Props {
  readonly tabId: number;
  /** There is a public place for mistakes. */
  readonly canReport: boolean;
}

export function PageActs({ tabId, canReport }: Props) {
  const words = useWords();
  const acts = [
    ['evidence', 'acts_evidence'],
    ['share', 'acts_share'],
    ...(canReport ? ([['mistake', 'acts_mistake']] as const) : []),
  ] as const;
  return (
    <ul class="page-acts">
      {acts.map(([page, key]) => (
        <li key={page}>
          <a
            class="button quiet"
            data-act={page}
            href={`${OWN_PAGES[page]}?tabId=${tabId}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            {words.t(key)}
          </a>
        </li>
      ))}
    </ul>
  );
}
