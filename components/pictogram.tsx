/** A drawing for each modality, always beside its word. One stroke, on a 24 × 24 field, in the colour of the text. */
import type { Modality } from '../rules/core/index.ts';
import './pictogram.css';

const PATHS: Record<Modality, string> = {
  // a face in a viewfinder
  face: 'M3 7.5V3h4.5 M16.5 3H21v4.5 M21 16.5V21h-4.5 M7.5 21H3v-4.5 M12 6c2.8 0 4.4 1.9 4.4 4.9 0 3.5-2 7.1-4.4 7.1s-4.4-3.6-4.4-7.1C7.6 7.9 9.2 6 12 6Z M10.2 11.2h.01 M13.8 11.2h.01 M10.7 14.7h2.6',
  // ridges of a finger
  fingerprint:
    'M5.2 19.2c1.2-2.2 1.8-4.6 1.8-7.2a5 5 0 0 1 10 0c0 2.9-.4 5.6-1.3 8.2 M12 12c0 3.5-.8 6.5-2.3 9.2 M3.4 14.6c.2-.8.3-1.7.3-2.6a8.3 8.3 0 0 1 13.2-6.7 M19.5 8.5c.5 1 .8 2.2.8 3.5 0 2-.2 3.9-.6 5.8',
  // rings with rays between them
  iris: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z M12 5.6v1 M12 17.4v1 M5.6 12h1 M17.4 12h1 M7.5 7.5l.7.7 M15.8 15.8l.7.7 M7.5 16.5l.7-.7 M15.8 8.2l.7-.7',
  // a sound wave
  voice: 'M3.5 10.5v3 M7.7 7.5v9 M12 3.5v17 M16.3 7.5v9 M20.5 10.5v3',
  // an open hand
  palm: 'M7.2 13V6.4a1.5 1.5 0 0 1 3 0 M10.2 11V4.4a1.5 1.5 0 0 1 3 0V11 M13.2 11V5.4a1.5 1.5 0 0 1 3 0V12 M16.2 8.6a1.5 1.5 0 0 1 3 0V15a6.2 6.2 0 0 1-6.2 6.2h-.9a6 6 0 0 1-4.9-2.6l-3.5-4.9a1.5 1.5 0 0 1 2.4-1.8l1.1 1.5',
  // somebody who walks
  gait: 'M13.4 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z M12.8 9l-2 5.6 3.2 3 1.2 4 M10.9 14.6 8.3 21.4 M12.8 9l-4 2-1.2 3.2 M13 9.4l2.3 2.8 3 .9',
  // an eye that looks aside
  gaze: 'M2.2 12S5.8 5.6 12 5.6 21.8 12 21.8 12 18.2 18.4 12 18.4 2.2 12 2.2 12Z M15 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z',
  // a smile
  emotion: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z M8.8 9.6v.6 M15.2 9.6v.6 M7.8 14c1 1.8 2.4 2.7 4.2 2.7s3.2-.9 4.2-2.7',
  // a keyboard
  keystroke:
    'M4.5 6h15a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z M6.5 10h.01 M10.2 10h.01 M13.8 10h.01 M17.5 10h.01 M8 14.2h8',
  // an arrow that leaves a trail
  pointer: 'M9 7.5 20.5 12l-5 2-2 5.2L9 7.5Z M3 4.5c1.6 0 2.8.6 3.6 1.8 M2.5 10c1.5-.1 2.8.3 3.8 1.2',
  // a finger on a screen
  touch:
    'M9.4 13.2V8a1.7 1.7 0 0 1 3.4 0v4.4l4.6 1.2a2 2 0 0 1 1.5 2.2l-.5 3a3 3 0 0 1-3 2.5h-3a4.4 4.4 0 0 1-3.5-1.7l-3-4a1.6 1.6 0 0 1 2.4-2l1.1 1.1 M6 9.6a5.2 5.2 0 1 1 10.2-.2',
};

export function Pictogram({ modality }: { readonly modality: Modality }) {
  return (
    <svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[modality]} />
    </svg>
  );
}
