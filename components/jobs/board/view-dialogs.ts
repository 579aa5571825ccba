// What the menu of views opens, in one piece, since it is fetched together.
export { ManageViewsDialog } from './manage-views-dialog';
export { SaveViewDialog } from './save-view-dialog';
