declare const __APP_URL__: string;

/** Where the site is; decided when the extension was built. */
export const appUrl: string = __APP_URL__;
