import { methodsNotAllowed, serve } from '@/lib/auth';
import { disconnectExtension } from '@/lib/auth/extension';
import { disconnectExtensionEndpoint } from '@/lib/auth/extension/endpoints';

export const DELETE = serve(disconnectExtensionEndpoint, ({ principal }) => disconnectExtension(principal));

export const { GET, POST, PUT, PATCH } = methodsNotAllowed('DELETE');
