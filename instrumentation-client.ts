/**
 * Runs in the browser before anything else of ours: what two libraries must know of the page's Content-Security-Policy,
 * each under the only name at which it looks.
 */
Object.assign(globalThis, {
  // Menus and dialogs keep the page behind them from scrolling by a style element, which needs the nonce.
  __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce,
  // Zod would try whether it may evaluate text, which the policy refuses and reports.
  __zod_globalConfig: { jitless: true },
});
