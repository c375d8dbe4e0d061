// Asks for the page's own script (data-main) when its first frame is on its way; a page that nobody sees has no frames.
const { main } = document.currentScript.dataset;
const start = () => import(main);
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
