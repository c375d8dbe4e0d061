/** The welcome page, opened once: three steps, and a place to try it. */
import type { ComponentChildren } from 'preact';
import { OWN_PAGES } from '../utils/own-pages.ts';
import { PageFrame } from './page-frame.tsx';
import './welcome-view.css';
import { useWords } from './words.tsx';

/** `denied`: asked for on this page and refused. */
export type Access = 'granted' | 'missing' | 'denied';

interface Props {
  readonly access: Access;
  /** Where extensions are pinned differs. */
  readonly place: 'chromium' | 'firefox' | 'android';
  readonly isPinned: boolean;
  readonly onGrant: () => void;
}

export function WelcomeView({ access, place, isPinned, onGrant }: Props) {
  const words = useWords();
  return (
    <PageFrame current="welcome" title={words.t('welcome_title')} lead={words.t('welcome_lead')}>
      <ol class="steps">
        <Step number={1} title={words.t('welcome_step_does')}>
          <p>{words.t('welcome_does')}</p>
          <p>{words.t('welcome_never')}</p>
        </Step>
        <Step number={2} title={words.t('welcome_step_access')}>
          <p>{words.t('welcome_access')}</p>
          <div role="status" data-access={access}>
            {access === 'granted' && <p class="done">{words.t('welcome_granted')}</p>}
            {access === 'denied' && <p>{words.t('welcome_denied')}</p>}
          </div>
          {access !== 'granted' && (
            <button type="button" onClick={onGrant}>
              {words.t('button_grant')}
            </button>
          )}
        </Step>
        <Step number={3} title={words.t('welcome_step_pin')}>
          <p>{words.t(`welcome_pin_${place}`)}</p>
          <div role="status" data-pinned={isPinned}>
            {isPinned && <p class="done">{words.t('welcome_pinned')}</p>}
          </div>
        </Step>
      </ol>
      <p class="try">
        <a class="button" href={OWN_PAGES.demo}>
          {words.t('welcome_try')}
        </a>
      </p>
    </PageFrame>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Step({ number, title, children }: StepProps) {
  return (
    <li class="step">
      <span class="number" aria-hidden="true">
        {number}
      </span>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}
