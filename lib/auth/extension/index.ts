export {
  type ConnectRequest,
  fieldsOfConnectRequest,
  type ReadConnectRequest,
  readConnectRequest,
} from './connect-request';
export { describeCredential } from './describe-credential';
export { disconnectExtension } from './disconnect-extension';
export { exchangeExtensionCode, TOKEN_DAYS } from './exchange-code';
export { returnUrlOf } from './extension-ids';
export { extensionScopes } from './extension-scopes';
export { issueExtensionCode } from './issue-code';
