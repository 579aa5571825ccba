// Plain JavaScript: the first steps run before anything is installed, on whatever Node.js the machine has.

/** Aborted when the person wants everything to stop; no step begins after that. */
export const stopping = new AbortController();

const interactive = process.stdout.isTTY && !process.env.CI;

/**
 * Runs one named step and shows how long it took, counting while it runs on a terminal.
 * @template T
 * @param {string} name what happens, in a few words
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` returns; its errors pass through
 */
export async function step(name, work) {
  if (stopping.signal.aborted) throw stoppedEarly();
  const began = Date.now();
  const elapsed = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const draw = (/** @type {string} */ mark) => `\r\x1b[2K  ${mark} ${name} ${elapsed()}`;
  const timer = interactive ? setInterval(() => process.stdout.write(draw('·')), 100) : undefined;
  try {
    const result = await work();
    report('✓');
    return result;
  } catch (error) {
    report('✗');
    // What a step fails with when it is interrupted is of no use to anyone.
    throw stopping.signal.aborted ? stoppedEarly() : error;
  } finally {
    clearInterval(timer);
  }

  function report(/** @type {string} */ mark) {
    process.stdout.write(interactive ? `${draw(mark)}\n` : `  ${mark} ${name} ${elapsed()}\n`);
  }
}

function stoppedEarly() {
  return new Error('Stopped before everything was started.');
}
