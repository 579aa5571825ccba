import { expect, test } from 'vitest';
import { firstSteps } from './first-steps';

const nothing = { isOffered: true, hasJobs: false, hasSamples: false, hasMoved: false, hasExtension: false };

test('samples are no step: only what is one’s own is', () => {
  expect(firstSteps({ ...nothing, hasSamples: true }).map(({ isDone }) => isDone)).toEqual([
    false,
    false,
    false,
  ]);
});

test('each step is done by what was done, in any order', () => {
  expect(firstSteps({ ...nothing, hasExtension: true }).map(({ isDone }) => isDone)).toEqual([
    false,
    true,
    false,
  ]);
  expect(firstSteps({ ...nothing, hasJobs: true, hasMoved: true }).map(({ isDone }) => isDone)).toEqual([
    true,
    false,
    true,
  ]);
});
