import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';

/**
 * What is stored under a name, as it is now and whenever it changes; undefined until it was read.
 * @param read makes of whatever is stored what it means; must be the same function each time
 */
export function useStored<T>(key: string, read: (stored: unknown) => T): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let isOver = false;
    const refresh = async () => {
      const stored = await browser.storage.local.get(key);
      if (!isOver) setValue(() => read(stored[key]));
    };
    const onChanged = (changes: Record<string, unknown>) => {
      if (key in changes) void refresh();
    };
    browser.storage.local.onChanged.addListener(onChanged);
    void refresh();
    return () => {
      isOver = true;
      browser.storage.local.onChanged.removeListener(onChanged);
    };
  }, [key, read]);
  return value;
}
