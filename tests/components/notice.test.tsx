import { expect, test, vi } from 'vitest';
import { drawNotice, NOTICE_CSS } from '../../components/notice.ts';

const texts = {
  language: 'fr',
  label: 'Avis de Countergaze',
  heading: 'Countergaze',
  said: ['<img src=x onerror=alert(1)> observe.', 'Sans demander.'],
  hint: 'Ouvrez Countergaze.',
  close: 'Fermer',
  silences: [['site', 'Silence ici']] as const,
  silenced: 'C’est fait.',
};

function draw() {
  const acts = { isSettled: () => true, onClose: vi.fn(), onSilence: vi.fn() };
  const { element, say } = drawNotice(document, texts, acts);
  return { element, say, acts, status: element.querySelector('[role="status"]') as HTMLElement };
}

test('the live region is there before its words, which are text and never markup', () => {
  const { element, say, status } = draw();
  expect(element.lang).toBe('fr');
  expect(element.getAttribute('aria-label')).toBe('Avis de Countergaze');
  expect(status.textContent).toBe('');
  say();
  expect([...status.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([...texts.said, texts.hint]);
  expect(element.querySelector('img')).toBeNull();
});

test('what a script dispatches presses nothing', () => {
  const { element, acts } = draw();
  for (const button of element.querySelectorAll('button')) button.dispatchEvent(new MouseEvent('click'));
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(acts.onClose).not.toHaveBeenCalled();
  expect(acts.onSilence).not.toHaveBeenCalled();
});

test('every button says what it does', () => {
  const { element } = draw();
  const names = [...element.querySelectorAll('button')].map(
    (each) => each.textContent || each.getAttribute('aria-label'),
  );
  expect(names).toEqual(['Fermer', 'Silence ici']);
});

test('its styles name no size of the page’s, and no root that a page could style', () => {
  expect(NOTICE_CSS).not.toMatch(/\drem\b|:root/);
});
