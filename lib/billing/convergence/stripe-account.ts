import { z } from 'zod';

/** Stripe's API and the emulator's control API, by plain HTTP and without a line of the code under test. */
export type StripeAccount = {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** Everything of a list, newest first. `query` narrows it. */
  all<T extends { id: string }>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T[]>;
  /** Nested parameters are named as Stripe's form has them: `invoice_settings[default_payment_method]`. */
  post<T>(path: string, fields: Query, schema: z.ZodType<T>): Promise<T>;
  remove(path: string): Promise<void>;
  control<T>(method: 'POST' | 'DELETE', path: string, body: object, schema: z.ZodType<T>): Promise<T>;
};

type Query = Record<string, string>;

/** An account at an address. Every answer that is no success is thrown as {@link Refusal}. */
export function stripeAccount(url: string, secretKey: string): StripeAccount {
  const headers = { authorization: `Bearer ${secretKey}` };
  const ask = async <T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(url + path, init);
    const body: unknown = await answer.json();
    if (!answer.ok)
      throw new Refusal(answer.status, `${init.method ?? 'GET'} ${path}: ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  return {
    get: (path, schema) => ask(path, { headers }, schema),
    all: async (path, schema, query = {}) => {
      const pageSchema = z.object({ data: z.array(schema), has_more: z.boolean() });
      const found: z.output<typeof schema>[] = [];
      for (;;) {
        const last = found.at(-1);
        const search = new URLSearchParams({
          ...query,
          limit: '100',
          ...(last && { starting_after: last.id }),
        });
        const page = await ask(`${path}?${search}`, { headers }, pageSchema);
        found.push(...page.data);
        if (!page.has_more) return found;
      }
    },
    post: (path, fields, schema) =>
      ask(path, { method: 'POST', headers, body: new URLSearchParams(fields) }, schema),
    remove: async (path) => {
      await ask(path, { method: 'DELETE', headers }, z.unknown());
    },
    control: (method, path, body, schema) =>
      ask(`/_control${path}`, { method, body: JSON.stringify(body) }, schema),
  };
}

/** What Stripe does not do. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
