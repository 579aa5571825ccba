/** Parts of Stripe's portal that can be led to alone. */
export const portalFlows = ['payment_method_update'] as const;
/** See {@link portalFlows}. */
export type PortalFlow = (typeof portalFlows)[number];
