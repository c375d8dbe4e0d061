/** The welcome page, shown once. */
import './welcome-view.css';
import { useWords } from './words.tsx';

/** `denied`: asked for on this page and refused. */
export type Access = 'granted' | 'missing' | 'denied';

interface Props {
  readonly access: Access;
  readonly onGrant: () => void;
}

export function WelcomeView({ access, onGrant }: Props) {
  const words = useWords();
  return (
    <main class="welcome">
      <img src="/icon/loaded-128.png" alt="" width="64" height="64" />
      <h1>{words.t('welcome_title')}</h1>
      <p class="lead">{words.t('welcome_lead')}</p>
      <section>
        <h2>{words.t('welcome_step_does')}</h2>
        <p>{words.t('welcome_does')}</p>
      </section>
      <section>
        <h2>{words.t('welcome_step_never')}</h2>
        <p>{words.t('welcome_never')}</p>
      </section>
      <section>
        <h2>{words.t('welcome_step_access')}</h2>
        <p>{words.t('welcome_access')}</p>
        <div role="status" data-access={access}>
          {access === 'granted' && <p>{words.t('welcome_granted')}</p>}
          {access === 'denied' && <p>{words.t('welcome_denied')}</p>}
        </div>
        {access !== 'granted' && (
          <button type="button" onClick={onGrant}>
            {words.t('button_grant')}
          </button>
        )}
      </section>
    </main>
  );
}
