export { changeView, deleteView, listViews, saveView } from './saved-views';
export type { SavedView, ViewInput, ViewPatch } from './view-schema';
