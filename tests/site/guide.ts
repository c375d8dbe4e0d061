/** The page that a person starts from: what to click, and what each page embeds. */
import type { TestPage } from './pages.ts';
import type { Site } from './world.ts';

/** The sites with https://start.example/ added. */
export function withGuide(sites: ReadonlyMap<string, Site>, pages: readonly TestPage[]): ReadonlyMap<string, Site> {
  const items = pages.map(({ url, plays, embeds }) => {
    const truth = Object.keys(embeds).join(', ') || 'nothing';
    return `<li><a href="${url}">${plays}</a> <small>embeds: ${truth}</small></li>`;
  });
  const body = `<!doctype html><html lang="en" data-done><meta charset="utf-8"><title>Try Countergaze</title>
<style>body{font:1rem/1.6 sans-serif;margin:3rem auto;max-width:44rem}small{color:#666}</style>
<h1>Try Countergaze</h1>
<p>These pages live on your machine; their SDK files are real. Open one, then click the Countergaze icon in the toolbar
(the puzzle piece shows it, if it is hidden) and see whether it tells the truth.</p><ol>${items.join('')}</ol></html>`;
  const guide: Site = ({ pathname }) => (pathname === '/' ? { type: 'text/html; charset=utf-8', body } : null);
  return new Map([...sites, ['start.example', guide]]);
}
