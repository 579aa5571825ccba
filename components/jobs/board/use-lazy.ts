import { type ComponentType, useState } from 'react';
import { toast } from '../../ui/toast';

/**
 * A component whose code is loaded only once somebody needs it, so that the page is there sooner. Where it cannot be loaded a
 * message says so, and the next attempt tries again.
 * @returns the component as soon as it is there, and what asks for it
 */
export function useLazy<Props>(
  load: () => Promise<ComponentType<Props>>,
): [ComponentType<Props> | null, () => void] {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null);
  const need = () => {
    if (Loaded) return;
    load().then(
      (component) => setLoaded(() => component),
      () =>
        toast.error('No connection', {
          description: 'The server could not be reached. Check the connection and try again.',
        }),
    );
  };
  return [Loaded, need];
}
