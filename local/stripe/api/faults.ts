import { z } from 'zod';

/** An answer that the control API ordered for coming requests. */
export type Fault = z.output<typeof faultSchema>;

/** How the control API describes a fault. */
export const faultSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  /** A path; `*` stands for any one segment. Left out: every path. */
  path: z.string().startsWith('/').optional(),
  status: z.int().min(400).max(599).default(500),
  type: z.string().default('api_error'),
  code: z.string().optional(),
  message: z.string().default('An unknown error occurred (ordered through the control API).'),
  /** So many requests that fit are let through first. */
  skip: z.int().min(0).default(0),
  /** So many requests; then the fault is over. */
  times: z.int().min(1).default(1),
  /** What the answer says of asking again, in Stripe's own header; left out, it says nothing. */
  should_retry: z.boolean().optional(),
  delay_ms: z.int().min(0).max(120_000).default(0),
  /**
   * `before`: nothing happens. `kept`: nothing happens, and that answer is what the idempotency key gets from now on.
   * `after`: the request takes effect and only its answer is lost. `none`: only the delay.
   */
  effect: z.enum(['before', 'kept', 'after', 'none']).default('before'),
});

/** Faults in the order they were given. They do not survive a restart. */
export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  /** The first fault that fits a request, which is used up by one. One that still lets requests through hides others. */
  take(method: string, path: string): Fault | undefined {
    const found = this.#faults.find((fault) => fits(fault, method, path));
    if (found === undefined) return undefined;
    if (found.skip > 0) {
      this.#faults = this.#faults.map((fault) =>
        fault === found ? { ...fault, skip: fault.skip - 1 } : fault,
      );
      return undefined;
    }
    this.#faults = this.#faults.flatMap((fault) => {
      if (fault !== found) return [fault];
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    });
    return found;
  }
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  const expected = fault.path.split('/');
  const parts = path.split('/');
  return expected.length === parts.length && expected.every((part, i) => part === '*' || part === parts[i]);
}
