/** The one place that knows the browser. Everything else takes what it needs as an argument or imports it from here. */
export { browser } from 'wxt/browser';
