/** A server of list updates that does as it is told, well or badly; and the sites of a vendor that only updates know. */
import type { Served } from './npm-files.ts';
import type { Site } from './world.ts';

export class UpdateServer {
  /** What it answers from now on. */
  answer: ReturnType<Site> = null;
  /** Of an endless answer, the bytes that were really sent. */
  sent = 0;

  readonly sites: [string, Site][] = [
    ['rules.example', ({ pathname }) => (pathname === '/countergaze/update.txt' ? this.answer : null)],
    // Serves a good update, as somebody would to whom a redirect leads.
    ['elsewhere.example', () => this.elsewhere],
    ['club.example', clubSite],
    ['newcomer.example', () => html('<h1>Newcomer</h1>', 'data-done')],
    [
      'sdk.newcomer.example',
      ({ pathname }) => ({ type: 'text/javascript', body: pathname === '/face.js' ? 'window.NewcomerFace = {};' : '' }),
    ],
  ];
  elsewhere: Served | null = null;

  serve(body: string | Buffer, type = 'text/plain; charset=utf-8'): void {
    this.answer = { body, type };
  }

  /** Megabyte after megabyte, as long as anyone listens. */
  flood(megabytes: number): void {
    const chunk = Buffer.alloc(1_000_000, 'A');
    this.sent = 0;
    this.answer = {
      stream: (response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const more = () => {
          while (!response.destroyed && this.sent < megabytes * chunk.length) {
            this.sent += chunk.length;
            if (!response.write(chunk)) return response.once('drain', more);
          }
          return response.end();
        };
        more();
      },
    };
  }

  /** A good body, some bytes a second. */
  drip(body: string): void {
    this.answer = {
      stream: (response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        let at = 0;
        const timer = setInterval(() => {
          response.write(body.slice(at, at + 20));
          at += 20;
        }, 250);
        response.on('close', () => clearInterval(timer));
      },
    };
  }
}

function html(body: string, done = ''): Served {
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en" ${done}><meta charset="utf-8"><title>Test</title><body>${body}</body></html>`,
  };
}

const DONE = `onload="document.documentElement.dataset.done = ''"`;
/** A door that asks for a face, and a lobby with two vendors that have not begun: one of every list, one of updates alone. */
const clubSite: Site = ({ pathname }) => {
  if (pathname === '/door') {
    return html(
      `<newcomer-check></newcomer-check><script src="https://sdk.newcomer.example/face.js" ${DONE}></script>`,
    );
  }
  if (pathname !== '/lobby') return null;
  return html(`<script src="https://sdk.onfido.com/v14/idle.js"></script>
    <script src="https://sdk.newcomer.example/idle.js" ${DONE}></script>`);
};
