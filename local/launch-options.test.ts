import { describe, expect, it } from 'vitest';
import { launchOptions } from './launch-options';

describe('the launcher’s options', () => {
  it('are read after the mode', () => {
    expect(launchOptions(['local'], {})).toEqual({ mode: 'start', reset: false });
    expect(launchOptions(['dev', '--port', '4000', '--reset'], {})).toEqual({
      mode: 'dev',
      reset: true,
      port: '4000',
    });
  });

  it.each([
    ['npm run local --port 4000', ['local', '4000'], { npm_config_port: 'true' }],
    ['npm run local --reset', ['local'], { npm_config_reset: 'true' }],
    ['npm run local reset', ['local', 'reset'], {}],
    ['npm run local -- --rest', ['local', '--rest'], {}],
  ])('are refused when they would not be heeded: %s', (_, args, environment) => {
    expect(() => launchOptions(args, environment)).toThrow(/not understood|Unknown option/);
  });
});
