/**
 * Pages on which a notice is due, or nearly: a real collector that asks nobody (SEON's) on pages of every temper. Each
 * name `*.notice.example` is a site of its own.
 */
import type { Served } from './npm-files.ts';
import type { Site } from './world.ts';

export const NOTICE_HOSTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'inner'].map((name) => `${name}.notice.example`);

const COLLECTOR = '<script src="https://cdn.seonintelligence.com/js/v6/agent.umd.js"></script>';

function page(body: string, headers: Record<string, string> = {}): Served {
  return {
    type: 'text/html; charset=utf-8',
    headers,
    body: `<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Noticed</title></head><body><main><h1>Noticed</h1>${body}</main></body></html>`,
  };
}

const fieldAt = (place: string) =>
  `<input aria-label="${place}" style="position:fixed;${place.replace('-', ':0;')}:0;width:200px;height:60px">`;

/** Styles that hide, shrink and cover whatever they can reach. */
const RUTHLESS = `<style>
  html { font-size: 4px }
  * { all: unset !important; display: none !important; opacity: 0 !important }
  html, body, input { display: block !important; opacity: 1 !important }
  ::backdrop { background: rgb(0 200 0) !important; display: block !important }
</style><input aria-label="field">`;

/** Attacks what is put into the document, and writes down what it could learn: `data-learnt`. */
const FIGHT = `<script>
  const learnt = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) setTimeout(() => attack(node), 1_000);
  }).observe(document.documentElement, { childList: true });
  function attack(node) {
    learnt.push(node.innerHTML, String(node.shadowRoot), node.textContent);
    for (const { name, value } of node.attributes) learnt.push(name + '=' + value);
    const box = node.getBoundingClientRect();
    for (let x = box.left; x < box.right; x += 20) for (let y = box.top; y < box.bottom; y += 10) {
      const hit = document.elementFromPoint(x, y);
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
        hit.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y }));
      hit.click();
    }
    for (const key of ['Escape', 'Enter', ' ']) node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    node.focus();
    node.style.cssText = 'display:none !important; left:-9999px !important; opacity:0 !important; width:0 !important';
    node.hidden = true;
    node.hidePopover();
    learnt.push(performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /extension/.test(name)).join());
    document.documentElement.dataset.learnt = learnt.join('|');
  }
</script>`;

/** Takes the keys that press buttons for itself, as players do; says which it heard going down: `data-heard`. */
const SHORTCUTS = `<script>
  for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, (event) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    if (type === 'keydown') document.documentElement.dataset.heard = event.key;
  });
</script>`;

/** No style, picture, font or connection of any kind; only the collector. */
const STRICT = {
  'content-security-policy':
    "default-src 'none'; script-src https://cdn.seonintelligence.com; require-trusted-types-for 'script'; trusted-types 'none'",
};

const CLOBBER = ['createElement', 'createElementNS', 'documentElement', 'querySelectorAll', 'body']
  .map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`)
  .join('');

export const noticedSite: Site = ({ pathname, searchParams }) => {
  switch (pathname) {
    case '/client/v3.1/web/wup':
      return { type: 'application/json', body: '{}' };
    case '/loaded': // BioCatch's collector, behind the site's own name
      return page(`<script>fetch('/client/v3.1/web/wup?cid=made-up', { method: 'POST', body: '{}' })</script>`);
    case '/started':
      return page(`<p>One.</p><input aria-label="first" autofocus><input aria-label="last">${COLLECTOR}`);
    case '/shortcuts':
      return page(SHORTCUTS + COLLECTOR);
    case '/framed':
      return page('<iframe title="inner" src="https://inner.notice.example/started"></iframe>');
    case '/corners':
      return page(`${searchParams.get('at')?.split(' ').filter(Boolean).map(fieldAt).join('') ?? ''}${COLLECTOR}`);
    case '/strict':
      return page(COLLECTOR, STRICT);
    case '/ruthless':
      return page(RUTHLESS + COLLECTOR);
    case '/fight':
      return page(FIGHT + COLLECTOR);
    case '/clobber':
      return page(COLLECTOR + CLOBBER);
    default:
      return null;
  }
};
