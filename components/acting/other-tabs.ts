/** Tells the other tabs of this browser that as whom it acts has changed. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(tab());
  channel.close();
}

/**
 * As {@link tellOtherTabs}, by a page that is about to be left for another: until then nothing else leads it elsewhere
 * because its cookies are of the next page already.
 */
export function leaveThisPage(): void {
  leftAt = Date.now();
  tellOtherTabs();
}

/** Whether {@link leaveThisPage} was called a moment ago. Not for ever: a browser can bring a page back as it was. */
export function isBeingLeft(): boolean {
  return Date.now() - leftAt < LEAVING_MS;
}

/** Calls back when another tab tells something. @returns what ends that */
export function onOtherTab(told: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    // A page hears itself, too.
    if (data !== tab()) told();
  });
  return () => channel.close();
}

const CHANNEL = 'foothold-acting';

const LEAVING_MS = 10_000;

let leftAt = 0;
let id: string | undefined;

function tab(): string {
  id ??= String(Math.random());
  return id;
}
