/** The parts of an account's page, in their order, by the names that links use. */
export const sections = [
  { id: 'organizations', label: 'Organizations' },
  { id: 'billing', label: 'Billing' },
  { id: 'plan', label: 'Plan and quotas' },
  { id: 'usage', label: 'Usage' },
  { id: 'sessions', label: 'Sessions' },
  { id: 'keys', label: 'API keys' },
  { id: 'events', label: 'Events' },
  { id: 'notes', label: 'Notes' },
  { id: 'actions', label: 'Actions' },
] as const;

/** See {@link sections}. */
export type SectionId = (typeof sections)[number]['id'];
