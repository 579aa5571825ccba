import { z } from 'zod';

/**
 * What a dependency is found to be. `behind` is the worker when what it does each minute was not done for minutes. A
 * `required` one is what nothing works without; without the others the product does less, and still answers.
 */
export const dependencyStateSchema = z.object({
  name: z.enum(['database', 'cache', 'sign-in service', 'payment service', 'worker']),
  state: z.enum(['up', 'down', 'behind']),
  required: z.boolean(),
  latencyMs: z.int().nullable().describe('How long it took to answer; null where nobody asked or none came.'),
});

/** See {@link dependencyStateSchema}. */
export type DependencyState = z.infer<typeof dependencyStateSchema>;
