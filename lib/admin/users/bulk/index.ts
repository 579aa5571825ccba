export {
  type BulkAction,
  type BulkOrder,
  type BulkSelection,
  bulkActionSchema,
  bulkOrderSchema,
  bulkSelectionSchema,
} from './bulk-order';
export { orderBulk } from './order-bulk';
export { type BulkPreview, previewBulk } from './preview-bulk';
export { type BulkOperation, type BulkResult, listBulk, readBulk } from './read-bulk';
export { runBulkOperations } from './run-bulk-operations';
export { stopBulk } from './stop-bulk';
export { bulkTasks } from './tasks';
