/** Sites that the person has set apart, each with the way back. */
import { useRef } from 'preact/hooks';
import './sites-list.css';
import { useWords } from './words.tsx';

interface Props {
  readonly sites: readonly string[];
  /** Sites that the organisation has set: without a way back. */
  readonly managed: readonly string[];
  /** What is said when there are none. */
  readonly none: string;
  readonly button: string;
  /** What is shown for a site; itself when not given. */
  readonly nameOf?: (site: string) => string;
  readonly onRemove: (site: string) => void;
}

export function SitesList({ sites, managed, none, button, nameOf = (site) => site, onRemove }: Props) {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  const remove = (site: string) => {
    onRemove(site);
    list.current?.focus(); // the button that had it is about to go
  };
  return (
    <div class="sites" ref={list} tabIndex={-1}>
      {sites.length === 0 ? (
        <p class="none">{none}</p>
      ) : (
        <ul>
          {sites.map((site) => (
            <li key={site}>
              <span class="site">{nameOf(site)}</span>
              {managed.includes(site) ? (
                <span>{words.t('managed')}</span>
              ) : (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${button}: ${nameOf(site)}`}
                  onClick={() => remove(site)}
                >
                  {button}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
