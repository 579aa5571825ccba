export { SNAPSHOT_LUA } from './snapshot-lua';
