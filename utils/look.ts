/** One look at a document: what is there that a dossier names. Reads only. */
import { exactSelector } from '../rules/core/selector.ts';
import { openShadow } from './open-shadow.ts';
import type { ProbeReport } from './probe-report.ts';
import { bareAddress } from './resources.ts';

/** A page with more elements than this is searched in part: a look must stay cheap. */
const MOST_ELEMENTS = 20_000;
const MOST_ROOTS = 50;

type Root = Document | ShadowRoot;

// A page's elements take the place of properties of the document and of forms, in our world too (<img name=querySelector>):
// only what the prototypes hold is called, and forms are passed over.
const { matches } = Element.prototype;
const { querySelectorAll } = Document.prototype;
const { querySelectorAll: querySelectorAllInside } = DocumentFragment.prototype;

export function all<E extends Element>(root: Root, selector: string): E[] {
  return [...(root === document ? querySelectorAll : querySelectorAllInside).call(root, selector)] as E[];
}

/** What the look needs to know and do; the list comes in with it. */
export interface Looking {
  /** Listed properties of the page's window that exist. */
  readonly globals: () => string[];
  /** Addresses that the document asked for and that may be listed. */
  readonly resources: () => string[];
  /** Listed elements, by their fast selectors. */
  readonly selectors: readonly string[];
  /** True for an address that may be a vendor's. */
  readonly mayBeListed: (url: string) => boolean;
  /** Called when the person has given or taken a permission. */
  readonly onChange: () => void;
}

const NEITHER: ProbeReport['may'] = { camera: false, microphone: false };

/**
 * A report, or null when there is nothing to say. A document whose address may be a vendor's always says something, so
 * that the background looks at that address, which it knows from the browser. Sensors are asked about only where they
 * can count for somebody: in such a document, or where a vendor's code has left its names.
 */
export async function look({
  globals,
  resources,
  selectors,
  mayBeListed,
  onChange,
}: Looking): Promise<ProbeReport | null> {
  const roots = rootsOf();
  const names = globals();
  const elements = elementsIn(roots, selectors);
  const asked = resources();
  const lends = lendsIn(roots, mayBeListed);
  const counts = names.length + elements.length > 0 || mayBeListed(location.href);
  if (!counts && asked.length + lends.length === 0) return null;
  const may = counts ? await permissions(onChange) : NEITHER;
  const live = counts ? await liveTracks(roots) : NEITHER;
  const picture = counts && roots.some((root) => all(root, PICTURE).length > 0);
  return { probe: 1, globals: names, elements, resources: asked, lends, may, live, picture };
}

const PICTURE = 'input[type=file]:is([capture],[accept*="image" i])';
/** Most elements of most pages are among these, and a custom element never is; forms are left out for the reason above. */
const MAY_BE_CUSTOM = '*:not(form,div,span,a,p,li,ul,img,td,path,script,input)';

/** The document and the shadow roots of its custom elements, closed ones too where the browser shows them to us. */
export function rootsOf(): Root[] {
  const roots: Root[] = [document];
  for (let at = 0; at < roots.length && roots.length < MOST_ROOTS; at++) {
    const elements = all(roots[at] as Root, MAY_BE_CUSTOM);
    for (const element of elements.slice(0, MOST_ELEMENTS)) {
      if (roots.length === MOST_ROOTS || !element.localName.includes('-')) continue;
      const root = openShadow(element);
      if (root !== null) roots.push(root);
    }
  }
  return roots;
}

/** Each selector by itself: browsers are ten times faster at one id, class or tag than at a list of them. */
function elementsIn(roots: readonly Root[], selectors: readonly string[]): string[] {
  return selectors
    .filter((fast) => roots.some((root) => all(root, fast).some((each) => matches.call(each, exactSelector(fast)))))
    .map(exactSelector);
}

/** Frames that may be a vendor's and are lent the camera or microphone. */
function lendsIn(roots: readonly Root[], mayBeListed: Looking['mayBeListed']): ProbeReport['lends'] {
  const lends: ProbeReport['lends'] = [];
  for (const root of roots) {
    for (const frame of all<HTMLIFrameElement>(root, 'iframe[allow]')) {
      const camera = /\bcamera\b(?!\s*'none')/.test(frame.allow);
      const microphone = /\bmicrophone\b(?!\s*'none')/.test(frame.allow);
      if ((camera || microphone) && mayBeListed(frame.src) && lends.length < 50) {
        lends.push({ url: bareAddress(frame.src), camera, microphone });
      }
    }
  }
  return lends;
}

/** The states of both permissions, which stay current; undefined in a browser that does not know the name. */
let statuses: Promise<(PermissionStatus | undefined)[]> | undefined;

async function permissions(onChange: () => void): Promise<ProbeReport['may']> {
  if (!isSecureContext) return NEITHER;
  statuses ??= Promise.all(
    ['camera', 'microphone'].map((name) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => Object.assign(status, { onchange: onChange }),
        () => undefined,
      ),
    ),
  );
  const [camera, microphone] = (await statuses).map((status) => status?.state === 'granted');
  return { camera, microphone } as ProbeReport['may'];
}

/** Live tracks of this machine's own devices: a call's incoming picture, or a drawn one, has no device here. */
async function liveTracks(roots: readonly Root[]): Promise<ProbeReport['live']> {
  const tracks = roots
    .flatMap((root) => all<HTMLMediaElement>(root, 'video,audio'))
    .flatMap(({ srcObject }) => (srcObject instanceof MediaStream ? srcObject.getTracks() : []))
    .filter((track) => track.readyState === 'live' && deviceOf(track) !== '');
  if (tracks.length === 0) return NEITHER;
  const devices = await ownDevices();
  const own = tracks.filter((track) => devices?.includes(deviceOf(track)) ?? true);
  return { camera: own.some(({ kind }) => kind === 'video'), microphone: own.some(({ kind }) => kind === 'audio') };
}

function deviceOf(track: MediaStreamTrack): string {
  return track.getSettings().deviceId ?? '';
}

/**
 * This machine's devices, or null when the browser does not answer: Firefox may leave the question open, but gives
 * no device to an incoming track in the first place; Chromium does, and answers.
 */
function ownDevices(): Promise<string[] | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, 1_000, null));
  const listed = navigator.mediaDevices.enumerateDevices().then((devices) => devices.map(({ deviceId }) => deviceId));
  return Promise.race([late, listed]);
}
