// Asks for the page's own script when its first frame is on its way. A page that nobody sees has no frames, and one that
// is left before its first has none either.
const start = () => import('__MAIN__'); // the build names it
setTimeout(start, document.hidden ? 0 : 250);
requestAnimationFrame(() => setTimeout(start));
