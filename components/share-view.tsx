/** A finding to pass on: its sentence as text, and as a picture. */
import { useEffect, useRef } from 'preact/hooks';
import type { Shared } from '../utils/share.ts';
import { CARD_HEIGHT, CARD_WIDTH, type Card, drawCard } from '../utils/share-card.ts';
import { type Copied, CopyResult } from './copy-result.tsx';
import { PageFrame } from './page-frame.tsx';
import './share-view.css';
import { type VendorChoice, VendorSelect } from './vendor-select.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly choices: readonly VendorChoice[];
  readonly chosen: string;
  /** Undefined while it is not known; null: nothing was seen. */
  readonly shared: Shared | null | undefined;
  /** The browser can copy pictures. */
  readonly canCopyPicture: boolean;
  readonly copied: Copied;
  readonly onChoose: (id: string) => void;
  readonly onCopy: () => void;
  readonly onCopyPicture: (canvas: HTMLCanvasElement) => void;
  readonly onSavePicture: (canvas: HTMLCanvasElement) => void;
}

export function ShareView(props: Props) {
  const words = useWords();
  const { shared } = props;
  return (
    <PageFrame current="share" title={words.t('acts_share')} lead={words.t('acts_share_lead')}>
      {shared === null && <p data-shared="none">{words.t('acts_nothing')}</p>}
      {shared && <Sharing {...props} shared={shared} />}
    </PageFrame>
  );
}

function Sharing(props: Props & { readonly shared: Shared }) {
  const words = useWords();
  const { shared, canCopyPicture, copied, onCopy, onCopyPicture, onSavePicture } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const withCanvas = (use: (canvas: HTMLCanvasElement) => void) => () => canvas.current && use(canvas.current);
  return (
    <div class="share" data-shared={props.chosen}>
      <VendorSelect {...props} />
      <blockquote>{shared.text}</blockquote>
      <button type="button" data-do="copy" onClick={onCopy}>
        {words.t('acts_copy')}
      </button>
      <Picture reference={canvas} card={shared.card} text={shared.text} />
      <div class="buttons">
        <button type="button" class="quiet" data-do="save-picture" onClick={withCanvas(onSavePicture)}>
          {words.t('acts_save_picture')}
        </button>
        {canCopyPicture && (
          <button type="button" class="quiet" data-do="copy-picture" onClick={withCanvas(onCopyPicture)}>
            {words.t('acts_copy_picture')}
          </button>
        )}
      </div>
      <CopyResult copied={copied} />
    </div>
  );
}

interface PictureProps {
  readonly reference: { current: HTMLCanvasElement | null };
  readonly card: Card;
  /** What it says, for those who do not see it. */
  readonly text: string;
}

function Picture({ reference, card, text }: PictureProps) {
  useEffect(() => {
    const canvas = reference.current;
    if (canvas === null) return;
    delete canvas.dataset.drawn;
    void drawCard(canvas, card).then(() => {
      canvas.dataset.drawn = '';
    });
  }, [reference, card]);
  return <canvas ref={reference} role="img" aria-label={text} width={CARD_WIDTH} height={CARD_HEIGHT} />;
}
