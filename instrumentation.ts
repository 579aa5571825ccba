/** Runs once before the server answers anything: a wrong environment ends the start with a sentence. */
export async function register(): Promise<void> {
  // Next compiles this for the edge as well, where the condition is false and the import falls away.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { requireEnvironment } = await import('@/lib/env/server');
    requireEnvironment();
    const { startTracing } = await import('@/lib/observability/server');
    await startTracing('foothold-web');
  }
}
