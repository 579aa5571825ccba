import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../../popup/app';
import { sourceOfPopup } from '../../popup/popup-source';
import { followTheme } from '../../popup/theme';

followTheme();
const source = sourceOfPopup(new URL(location.href));
if (source.kind === 'active_tab') document.body.dataset.inToolbar = '';
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App source={source} />
    </StrictMode>,
  );
