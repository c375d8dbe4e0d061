// Asks for the page's own script when its first frame is on its way; a page that nobody sees has no frames.
const start = () => import('__MAIN__'); // the build names it
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
