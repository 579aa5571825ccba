export { type CreatedKey, createApiKey } from './create-api-key';
export { endExpiredKeys } from './end-expired-keys';
export { type ApiKeyPage, getApiKey, listApiKeys } from './list-api-keys';
export { renameApiKey } from './rename-api-key';
export { canManageKeys } from './require-key-manager';
export { revokeApiKey } from './revoke-api-key';
export { type RotatedKey, rotateApiKey } from './rotate-api-key';
export type { ApiKey, ApiKeyInput, ApiKeyPatch, Rotation } from './schema';
