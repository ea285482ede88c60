import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { TokenStore } from './features/session/tokenStore';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id "root"');
}
const tokens = new TokenStore(window.sessionStorage, window.location, window.history);
createRoot(root).render(
  <StrictMode>
    <App tokens={tokens} />
  </StrictMode>,
);
