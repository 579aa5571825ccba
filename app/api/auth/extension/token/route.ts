import { methodsNotAllowed, serve } from '@/lib/auth';
import { exchangeExtensionCode } from '@/lib/auth/extension';
import { exchangeExtensionCodeEndpoint } from '@/lib/auth/extension/endpoints';

export const POST = serve(exchangeExtensionCodeEndpoint, ({ body, request }) =>
  exchangeExtensionCode(body, request.headers),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
