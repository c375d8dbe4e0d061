/** The demonstration: how the icon, its number and the popup look, step by step, with an invented vendor. */
import type { Scene, SceneName } from '../utils/demo-scenes.ts';
import './demo-view.css';
import { FindingCard } from './finding-card.tsx';
import { PageFrame } from './page-frame.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly scenes: readonly Scene[];
  readonly shown: Scene;
  readonly onShow: (name: SceneName) => void;
}

export function DemoView({ scenes, shown, onShow }: Props) {
  const words = useWords();
  return (
    <PageFrame current="demo" title={words.t('demo_title')} lead={words.t('demo_lead')}>
      <div class="demo">
        <fieldset>
          <legend>{words.t('demo_choose')}</legend>
          {scenes.map(({ name, icon }) => (
            <label key={name}>
              <input type="radio" name="scene" checked={name === shown.name} onChange={() => onShow(name)} />
              <img src={`/icon/${icon}-32.png`} alt="" width="20" height="20" />
              {words.t(`demo_scene_${name}`)}
            </label>
          ))}
        </fieldset>
        <Browser scene={shown} />
      </div>
    </PageFrame>
  );
}

/** A drawn browser window. Every word in it stands under a heading that says what it is. */
function Browser({ scene }: { readonly scene: Scene }) {
  const words = useWords();
  const { name, host, icon, badge, finding, vendor } = scene;
  return (
    <section class="browser" aria-labelledby="demo-heading" data-scene={name}>
      <h2 id="demo-heading">{words.t('demo_mark')}</h2>
      <div class="bar">
        <span class="address">{host}</span>
        <span class="toolbar-icon">
          <img src={`/icon/${icon}-32.png`} alt={words.t('demo_icon')} width="24" height="24" />
          {badge !== '' && <span class="badge">{badge}</span>}
        </span>
      </div>
      <div class="canvas">
        <Skeleton />
        <div class="card" role="status">
          {finding === null ? (
            <>
              <p class="lead">{words.t('state_nothing')}</p>
              <p>{words.t('state_nothing_note')}</p>
            </>
          ) : (
            <ul>
              <FindingCard
                key={name}
                finding={finding}
                vendor={{ ...vendor, name: words.t('demo_vendor') }}
                dossier={undefined}
                builtOn={[]}
                onOpenEvidence={() => {}}
              />
            </ul>
          )}
        </div>
      </div>
      <p class="remark">{words.t(`demo_says_${name}`)}</p>
    </section>
  );
}

/** A page without content: the demonstration is about what stands around it. */
function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
