import { BrowserRouter, Route, Routes } from 'react-router';
import { SessionGate } from '../features/session/SessionGate';
import type { TokenStore } from '../features/session/tokenStore';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import type { Language } from '../shared/i18n/messages';
import { LiveProvider } from '../shared/live/LiveProvider';
import { ThemeProvider } from '../shared/theme/ThemeProvider';
import { ErrorBoundary } from '../shared/ui/ErrorBoundary';
import { Broken } from './Broken';
import { NotFound } from './NotFound';
import { pages } from './pages';
import { Shell } from './Shell';
import './App.css';

interface AppProps {
  tokens: TokenStore;
  language?: Language;
}

export function App({ tokens, language }: AppProps) {
  return (
    <LanguageProvider {...(language === undefined ? {} : { initial: language })}>
      <ThemeProvider>
        <SessionGate tokens={tokens}>
          {(token) => (
            <LiveProvider token={token} onUnauthorized={tokens.refuse}>
              <BrowserRouter>
                <Routes>
                  <Route element={<Shell />}>
                    {pages.map(({ path, element }) => (
                      <Route
                        key={path}
                        path={path}
                        element={<ErrorBoundary fallback={<Broken />}>{element}</ErrorBoundary>}
                      />
                    ))}
                    <Route path="*" element={<NotFound />} />
                  </Route>
                </Routes>
              </BrowserRouter>
            </LiveProvider>
          )}
        </SessionGate>
      </ThemeProvider>
    </LanguageProvider>
  );
}
