/** Blocking one vendor: what would stop working, here or everywhere, how it stands now, and the way back. */
import type { BlockStep, Standing } from '../utils/block-choices.ts';
import type { MessageKey } from '../utils/i18n.ts';
import './block-control.css';
import { useWords } from './words.tsx';

export interface BlockControlProps {
  readonly standing: Standing;
  readonly isManaged: boolean;
  /** Exceptions are the person's own to make. */
  readonly mayAllow: boolean;
  /** The site of the page. */
  readonly host: string;
  /** Where "here" is, as it can be chosen; '' where it cannot be named: in a private window, whose sites no disk may know. */
  readonly site: string;
  /** A block here reaches frames of other sites inside the page, too. */
  readonly reachesFrames: boolean;
  /** The last step has been taken, and the page still is as it was loaded. */
  readonly isNew: boolean;
  /** Why the browser did not take the last step; '' when it did. */
  readonly error: string;
  readonly onStep: (step: BlockStep) => void;
  readonly onReload: () => void;
}

interface Props extends BlockControlProps {
  /** `id` of the element with the vendor's name. */
  readonly about: string;
  readonly vendor: { readonly name: string; readonly practice: string };
  /** What the vendor is for, in words. */
  readonly purpose: string;
}

export function BlockControl(props: Props) {
  const words = useWords();
  const { standing, error, isNew, onReload } = props;
  return (
    <div class="block-control" data-standing={standing}>
      {standing === 'free' ? <Offer {...props} /> : <Held {...props} standing={standing} />}
      <div role="status">
        {error !== '' && <p>{words.t('block_failed', { error })}</p>}
        {isNew && error === '' && (
          <p>
            {words.t('block_reload')}{' '}
            <button type="button" class="quiet" data-block="reload" onClick={onReload}>
              {words.t('button_reload')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function Offer({ about, vendor, purpose, site, onStep }: Props) {
  const words = useWords();
  return (
    <details>
      <summary aria-describedby={about}>{words.t('block_open')}</summary>
      {vendor.practice !== 'silent' && <p>{words.t('block_stops', { vendor: vendor.name, purpose })}</p>}
      <div class="block-buttons">
        {site !== '' && (
          <button type="button" class="quiet" data-block="here" onClick={() => onStep('here')}>
            {words.t('block_here', { site })}
          </button>
        )}
        <button type="button" class="quiet" data-block="everywhere" onClick={() => onStep('everywhere')}>
          {words.t('block_everywhere')}
        </button>
      </div>
    </details>
  );
}

const SENTENCES: Record<Exclude<Standing, 'free'>, MessageKey> = {
  here: 'block_is_here',
  everywhere: 'block_is_everywhere',
  silent: 'block_is_silent',
  allowed: 'block_is_allowed',
};

function Held(props: Props & { readonly standing: Exclude<Standing, 'free'> }) {
  const words = useWords();
  const { standing, isManaged, vendor, host, site, reachesFrames, onStep } = props;
  const canAllow = props.mayAllow && site !== '' && (standing === 'everywhere' || standing === 'silent');
  return (
    <>
      <p class="block-state">{words.t(SENTENCES[standing], { vendor: vendor.name, site: host })}</p>
      {standing === 'here' && !reachesFrames && <p>{words.t('block_frames')}</p>}
      {isManaged && <p>{words.t('managed')}</p>}
      <div class="block-buttons">
        {!isManaged && standing !== 'silent' && (
          <button type="button" class="quiet" data-block="undo" onClick={() => onStep('undo')}>
            {words.t('options_undo')}
          </button>
        )}
        {canAllow && (
          <button type="button" class="quiet" data-block="allow" onClick={() => onStep('allow')}>
            {words.t('block_allow', { site })}
          </button>
        )}
      </div>
    </>
  );
}
