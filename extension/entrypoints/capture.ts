import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { capture } from '@/lib/capture';

/** Runs once in the page that somebody clicked on, and answers with what it read. It changes nothing there. */
export default defineUnlistedScript(() => capture(document, location.href));
