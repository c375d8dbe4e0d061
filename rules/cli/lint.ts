/** Checks on one signature: too short, too broad, or somebody else's. */
import { parse } from 'tldts';
import { anchorKey } from '../core/anchor.ts';
import { isShared, isWithin } from '../core/host.ts';
import { segmentsOf } from '../core/pattern.ts';
import type { SignatureKind } from '../core/vocabulary.ts';

/** File names that many unrelated sites serve. */
const COMMON_FILES =
  /^(?:index|main|app|bundle|vendor|vendors|sdk|client|widget|loader|embed|tracking|tracking-min|tracking\.min|collector|analytics|tags|tag|script|core|common|runtime|web-sdk|vision_bundle|vision_wasm_internal|vision_wasm_nosimd_internal|opencv|ort|ort-wasm|ort-wasm-simd|tf|tf\.min|tfjs|model|weights|human|pico|clm|face|camera|webcam)\.(?:m?js|css|json|wasm|bin|data|html)$/i;

/** Shared hosts below which a customer or service has a name of its own. */
const CUSTOMERS_OWN = ['amazonaws.com', 'azureedge.net', 'cloudfront.net', 'firebaseio.com'];

/** Attributes that any page writes, `data-` before them or not. */
const COMMON_ATTRIBUTES = new Set(
  'accept action align allow allowfullscreen alt async autocomplete autofocus autoplay charset checked class cols colspan content contenteditable controls crossorigin data datetime default defer dir disabled download draggable enctype for form frameborder headers height hidden high href hreflang id index inert inputmode integrity is itemid itemprop itemscope itemtype kind label lang list loading loop max maxlength media method min minlength multiple muted name nonce novalidate open part pattern ping placeholder playsinline popover poster preload readonly rel required reversed role rows rowspan sandbox scope selected shape size sizes slot span spellcheck src srcdoc srclang srcset start state step style tabindex target testid text theme title toggle translate type url usemap value version width wrap'.split(
    ' ',
  ),
);

/** Window properties that other code uses for other things. */
const COMMON_GLOBALS = new Set([
  'Camera',
  'Connect',
  'FaceDetector',
  'FaceMesh',
  'Holistic',
  'Human',
  'Module',
  'OnBoarding',
  'Persona',
  'cv',
  'faceDetection',
  'human',
  'ml5',
  'tracking',
]);

/** What is wrong with a signature by itself, and what to do; null when nothing is. */
export function lintSignature(kind: SignatureKind, literal: string, weak: boolean): [string, string] | null {
  switch (kind) {
    case 'sites':
    case 'hosts':
    case 'aliases':
      return lintHost(literal, true);
    case 'hostPaths':
      return lintHost(literal.slice(0, literal.indexOf('/')), false);
    case 'files':
      return lintFile(literal, weak);
    case 'paths':
      return lintPath(literal, weak);
    case 'globals':
      return lintGlobal(literal, weak);
    case 'elements':
      return lintElement(literal, weak);
    case 'strings':
      return lintString(literal, weak);
  }
}

function lintHost(host: string, alone: boolean): [string, string] | null {
  const { domain, publicSuffix, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  if (domain === null || publicSuffix === host)
    return ['is a public suffix', 'Name a registrable domain or a host below it.'];
  if (!isIcann && !isPrivate) return [`ends in .${publicSuffix}, which is no public suffix`, 'Check the spelling.'];
  if (alone && isShared(host) && !CUSTOMERS_OWN.some((shared) => host !== shared && isWithin(host, shared)))
    return ['carries everybody’s files', 'Use hostPaths with the product’s path.'];
  return null;
}

function lintFile(literal: string, weak: boolean): [string, string] | null {
  if (COMMON_FILES.test(literal))
    return ['is a name that many unrelated sites serve', 'Add the folder before it, or leave it out.'];
  const minimum = weak ? 6 : 8;
  return literal.length < minimum
    ? [`is shorter than ${minimum} characters`, 'Add the folder before it, or move it under weak.']
    : null;
}

function lintPath(literal: string, weak: boolean): [string, string] | null {
  if (anchorKey(segmentsOf(literal)) === null)
    return ['has no segment without *', 'Name at least one segment in full.'];
  const letters = literal.replace(/[/*]/g, '').length;
  const minimum = weak ? 6 : 8;
  return letters < minimum
    ? [`has fewer than ${minimum} fixed characters`, 'Add segments, or move it under weak.']
    : null;
}

function lintGlobal(literal: string, weak: boolean): [string, string] | null {
  if (weak) return null;
  if (COMMON_GLOBALS.has(literal)) return ['is used by unrelated code', 'Move it under weak or name a property of it.'];
  return literal.length < 5 ? ['is shorter than 5 characters', 'Move it under weak or name a property of it.'] : null;
}

/** A name of the product's own must be in it: the tag's, an attribute's, or what an id, class or address holds. */
function lintElement(literal: string, weak: boolean): [string, string] | null {
  const [tag = ''] = literal.split('[');
  if (weak || (tag.includes('-') && letters(tag) >= 6)) return null;
  const attributes = literal.matchAll(/\[([\w-]+)(?:[~^$*|]?="([^"]*)")?\]/g);
  for (const [, name = '', value = ''] of attributes) {
    if (/^(?:id|class|src)$/.test(name) ? letters(value) >= 6 : isOwnAttribute(name)) return null;
  }
  return [
    'says nothing of its own',
    'Name a custom element, an own attribute, or six letters of an id or class; or move it under weak.',
  ];
}

function isOwnAttribute(name: string): boolean {
  const own = name.replace(/^data-/, '');
  return own.length >= 4 && !own.startsWith('aria-') && !COMMON_ATTRIBUTES.has(own);
}

function letters(text: string): number {
  return text.replace(/[^a-z0-9]/gi, '').length;
}

/** Bundlers rename and re-quote: only the inside of a string, or a property name, comes through. */
function lintString(literal: string, weak: boolean): [string, string] | null {
  if (/[`"'\\]/.test(literal)) return ['holds a quote or backslash, which bundlers change', 'Use the part inside.'];
  const minimum = weak ? 8 : 12;
  return literal.length < minimum
    ? [`is shorter than ${minimum} characters`, 'Take a longer text, or move it under weak.']
    : null;
}
