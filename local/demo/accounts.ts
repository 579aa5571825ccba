import type { PlanId } from '@/lib/plans';

/** A person of the demo, with what makes the account worth looking at. */
export type DemoAccount = {
  label: string;
  email: string;
  name: string;
  planId: PlanId;
  /** Set for the owner of a team: the organization's name. */
  team?: string;
  superadmin?: true;
  /** How many of the demo's postings are saved for this account. */
  jobs: number;
};

/** Every demo account signs in with this. */
export const demoPassword = 'foothold-demo';

/** One account per way of using the product. */
export const demoAccounts: DemoAccount[] = [
  { label: 'Free', email: 'free@foothold.test', name: 'Frida Novak', planId: 'free', jobs: 8 },
  { label: 'Pro', email: 'pro@foothold.test', name: 'Priya Raman', planId: 'pro', jobs: 24 },
  {
    label: 'Team owner',
    email: 'team@foothold.test',
    name: 'Tomás Rivera',
    planId: 'team',
    team: 'Northbound Careers',
    jobs: 16,
  },
  {
    label: 'Admin',
    email: 'admin@foothold.test',
    name: 'Ada Lindqvist',
    planId: 'free',
    superadmin: true,
    jobs: 3,
  },
];
