/** Names the view that the person looked at last. */
export const VIEW_COOKIE = 'foothold-jobs-view';
