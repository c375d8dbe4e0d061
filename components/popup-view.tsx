/** The popup: is someone reading me here, who, how far, what can I do. */
import type { Dossier, Finding, Offer } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import { OWN_PAGES } from '../utils/own-pages.ts';
import type { PauseSpan, Report, WatchedReport } from '../utils/protocol.ts';
import { ActionBlock } from './action-block.tsx';
import type { BlockControlProps } from './block-control.tsx';
import { DeepScan, type DeepScanProps } from './deep-scan.tsx';
import { FindingCard } from './finding-card.tsx';
import { FindingGroups, FOLDED_FROM } from './finding-groups.tsx';
import { PageActs } from './page-acts.tsx';
import { PauseMenu } from './pause-menu.tsx';
import './popup-view.css';
import { useWords } from './words.tsx';

/** `checking` until the background answers; `failed` when it cannot. */
export type PopupState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'answered'; readonly report: Report };

interface Props {
  readonly state: PopupState;
  readonly tabId: number;
  /** There is a public place for mistakes. */
  readonly canReport: boolean;
  readonly offer: Offer;
  readonly dossiers: Readonly<Record<string, Dossier>>;
  /** The page with letters about the shown tab's findings. A finding's number is added, never a name: browsers keep addresses. */
  readonly letters: string;
  /** Days since the list was made, when that is too long; else null. */
  readonly listTooOld: number | null;
  readonly onGrant: () => void;
  readonly onReload: () => void;
  readonly onPause: (span: PauseSpan) => void;
  /** What can be done about a vendor found; undefined: nothing. */
  readonly blockOf: (vendor: string, practice: string) => BlockControlProps | undefined;
  readonly onOpenEvidence: () => void;
  readonly scan: DeepScanProps;
}

export function PopupView(props: Props) {
  const words = useWords();
  const { state, offer, listTooOld } = props;
  return (
    <main class="popup">
      <h1>{words.t('popup_title')}</h1>
      {/* Only what changes is read out: the whole would be long, and again at every press inside. */}
      <div role="status" aria-atomic={false} data-state={stateName(state)}>
        <Answer {...props} />
      </div>
      {listTooOld !== null && (
        <p class="remark" data-state="old-list">
          {words.n('state_old_list', listTooOld)}
        </p>
      )}
      {state.kind === 'answered' && state.report.state === 'watched' && <DeepScan {...props.scan} />}
      <ActionBlock offer={offer} />
      <footer>
        <PopupWays />
        <p>{words.t('cannot_see')}</p>
        {state.kind === 'answered' && <p>{words.t('list_date', { date: words.date(state.report.listDate) })}</p>}
      </footer>
    </main>
  );
}

/** The extension's own pages, each in a tab. */
function PopupWays() {
  const words = useWords();
  const ways = [
    ['dashboard', 'nav_dashboard'],
    ['list', 'nav_list'],
    ['options', 'nav_options'],
  ] as const;
  return (
    <nav aria-label={words.t('nav_label')}>
      {ways.map(([page, key]) => (
        <a key={page} href={OWN_PAGES[page]} target="_blank" rel="noopener noreferrer">
          {words.t(key)}
        </a>
      ))}
    </nav>
  );
}

/** What a test, or a style, calls this state. */
function stateName(state: PopupState): string {
  if (state.kind !== 'answered') return state.kind;
  if (state.report.state !== 'watched') return state.report.state;
  return state.report.findings.length === 0 ? 'nothing' : 'found';
}

function Answer(props: Props) {
  const words = useWords();
  const { state, onGrant, onReload, onPause } = props;
  if (state.kind === 'checking') return <p class="lead">{words.t('state_checking')}</p>;
  if (state.kind === 'failed') return <p class="lead">{words.t('state_error', { error: state.error })}</p>;
  const { report } = state;
  switch (report.state) {
    case 'forbidden':
      return <State name="state_forbidden" button="button_grant" onPress={onGrant} />;
    case 'unreachable':
      return <State name="state_unreachable" />;
    case 'unwatched':
      return <State name="state_unwatched" button="button_reload" onPress={onReload} />;
    case 'paused':
      return report.byOrganisation ? (
        <State name="state_paused_managed" />
      ) : (
        <State name="state_paused" until={report.until} button="button_resume" onPress={() => onPause('off')} />
      );
    case 'watched':
      return report.findings.length === 0 ? <State name="state_nothing" /> : <Findings {...props} report={report} />;
  }
}

type StateBase =
  | 'state_forbidden'
  | 'state_unreachable'
  | 'state_unwatched'
  | 'state_paused'
  | 'state_paused_managed'
  | 'state_nothing';

interface StateProps {
  readonly name: StateBase;
  /** Of a pause, when it ends; see `Report`. */
  readonly until?: number | null;
  readonly button?: MessageKey;
  readonly onPress?: () => void;
}

function State({ name, until = null, button, onPress }: StateProps) {
  const words = useWords();
  return (
    <>
      <h2 class="lead">{words.t(name)}</h2>
      {until !== null && (
        <p>{until === 0 ? words.t('pause_ends_restart') : words.t('pause_ends', { time: words.clock(until) })}</p>
      )}
      <p>{words.t(`${name}_note`)}</p>
      {button !== undefined && (
        <button type="button" onClick={onPress}>
          {words.t(button)}
        </button>
      )}
    </>
  );
}

function Findings(props: Props & { readonly report: WatchedReport }) {
  const words = useWords();
  const { report, dossiers, letters, tabId, canReport, onOpenEvidence, onPause } = props;
  const card = (finding: Finding) => {
    const vendor = report.vendors[finding.vendor];
    return vendor === undefined ? null : (
      <FindingCard
        key={finding.vendor}
        finding={finding}
        vendor={vendor}
        dossier={dossiers[finding.vendor]}
        builtOn={(dossiers[finding.vendor]?.buildsOn ?? []).map((id) => dossiers[id]?.name ?? id)}
        // Chromium opens our pages in an ordinary window, whose history would keep the vendor's name.
        entry={report.isPrivate ? undefined : `${OWN_PAGES.list}#${finding.vendor}`}
        letter={`${letters}&finding=${report.findings.indexOf(finding)}`}
        block={props.blockOf(finding.vendor, vendor.practice)}
        onOpenEvidence={onOpenEvidence}
      />
    );
  };
  return (
    <>
      <h2 class="lead">{words.n('state_found', report.findings.length)}</h2>
      {report.findings.length < FOLDED_FROM ? (
        <ul class="findings">{report.findings.map(card)}</ul>
      ) : (
        <FindingGroups report={report} card={card} />
      )}
      <PageActs tabId={tabId} canReport={canReport} />
      {report.isPrivate ? (
        <button type="button" class="quiet" data-pause="restart" onClick={() => onPause('restart')}>
          {words.t('button_pause')}
        </button>
      ) : (
        <PauseMenu onPause={onPause} />
      )}
    </>
  );
}
