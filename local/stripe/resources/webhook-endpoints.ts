import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { listObjects } from '../api/list';
import { clearable, flag, mergeMetadata, metadata, orNull, paging, text } from '../api/params';
import { route } from '../api/route';
import type { Context, Emulator } from '../core/context';
import { find } from '../core/find';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { API_VERSION } from '../events/event-log';

type Endpoint = StoredObjects['webhook_endpoint'];

const createParams = z.strictObject({
  api_version: text().optional(),
  description: clearable(text()).optional(),
  enabled_events: z.array(text()).min(1),
  metadata: clearable(metadata()).optional(),
  url: text(),
});
const updateParams = z.strictObject({
  description: clearable(text()).optional(),
  disabled: flag().optional(),
  enabled_events: z.array(text()).min(1).optional(),
  metadata: clearable(metadata()).optional(),
  url: text().optional(),
});

export const webhookEndpointRoutes = [
  route({
    method: 'POST',
    path: '/v1/webhook_endpoints',
    params: createParams,
    paramsType: 'WebhookEndpointCreateParams',
    handle: create,
  }),
  route({
    method: 'GET',
    path: '/v1/webhook_endpoints',
    params: z.strictObject(paging),
    paramsType: 'WebhookEndpointListParams',
    handle: (context, params) => listObjects(context, 'webhook_endpoint', '/v1/webhook_endpoints', params),
  }),
  route({
    method: 'GET',
    path: '/v1/webhook_endpoints/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'webhook_endpoint', id),
  }),
  route({
    method: 'POST',
    path: '/v1/webhook_endpoints/:id',
    params: updateParams,
    paramsType: 'WebhookEndpointUpdateParams',
    handle: update,
  }),
  route({
    method: 'DELETE',
    path: '/v1/webhook_endpoints/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => {
      find(store, 'webhook_endpoint', id);
      store.markDeleted('webhook_endpoint', id);
      return { id, object: 'webhook_endpoint', deleted: true };
    },
  }),
];

/** The endpoint that the emulator was started with; made, re-pointed or switched off to match the options. */
export function configureEndpoint(
  { store, clock }: Pick<Emulator, 'store' | 'clock'>,
  webhook: { url: string; secret: string } | undefined,
): void {
  const existing = store.get('webhook_endpoint', CONFIGURED_ID);
  if (webhook === undefined) {
    if (existing) store.save('webhook_endpoint', { ...existing, status: 'disabled' });
    return;
  }
  const endpoint = {
    ...(existing ?? blank(CONFIGURED_ID, clock.now())),
    url: webhook.url,
    status: 'enabled',
  };
  if (existing) store.save('webhook_endpoint', endpoint);
  else
    store.insert('webhook_endpoint', { ...endpoint, description: 'Set at the start of the local emulator' });
  store.writePrivate('webhook_endpoint', CONFIGURED_ID, webhook.secret);
}

const CONFIGURED_ID = 'we_local';

function create(context: Context, params: z.output<typeof createParams>): Endpoint {
  if (params.api_version !== undefined && params.api_version !== API_VERSION) {
    throw invalidRequest(`This emulator speaks only API version ${API_VERSION}.`, { param: 'api_version' });
  }
  const endpoint: Endpoint = {
    ...blank(newId('we', 24), context.clock.now()),
    api_version: params.api_version ?? null,
    description: orNull(params.description),
    enabled_events: params.enabled_events,
    metadata: mergeMetadata({}, params.metadata),
    url: checkedUrl(params.url),
  };
  const secret = `whsec_${randomText(32)}`;
  context.store.insert('webhook_endpoint', endpoint);
  context.store.writePrivate('webhook_endpoint', endpoint.id, secret);
  // The only answer that ever shows the secret.
  return { ...endpoint, secret };
}

function update(context: Context, params: z.output<typeof updateParams>, [id]: [string, string]): Endpoint {
  const before = find(context.store, 'webhook_endpoint', id);
  const endpoint: Endpoint = {
    ...before,
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.disabled !== undefined && { status: params.disabled ? 'disabled' : 'enabled' }),
    ...(params.enabled_events !== undefined && { enabled_events: params.enabled_events }),
    ...(params.url !== undefined && { url: checkedUrl(params.url) }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
  context.store.save('webhook_endpoint', endpoint);
  return endpoint;
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw invalidRequest('Invalid URL: An explicit scheme (such as https) must be provided.', {
    code: 'url_invalid',
    param: 'url',
  });
}

function blank(id: string, now: number): Endpoint {
  return {
    id,
    object: 'webhook_endpoint',
    api_version: API_VERSION,
    application: null,
    created: now,
    description: null,
    enabled_events: ['*'],
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: '',
  };
}
