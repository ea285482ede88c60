import { Skeleton } from 'antd';
import { Suspense, useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { AccountMenu } from '../features/session/AccountMenu';
import { useTranslate } from '../shared/i18n/LanguageContext';
import { zoneName } from '../shared/format/times';
import { may } from '../shared/session/permissions';
import { useSession } from '../shared/session/SessionContext';
import { useSecond } from '../shared/time/tick';
import { LiveIndicator } from './LiveIndicator';
import { pages } from './pages';
import { PlanClock } from './PlanClock';
import { LanguageChoice, ThemeChoice } from './Preferences';
import '../shared/ui/Field.css';
import '../shared/ui/Page.css';
import './Shell.css';

/** What stays around every page. */
export function Shell() {
  const t = useTranslate();
  const { who } = useSession();
  const navigation = useChosenInSight();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="shell-head">
        <span className="brand">{t('app.name')}</span>
        <nav ref={navigation} aria-label={t('app.navigation')}>
          {pages.map(({ path, title, needs }) =>
            title === undefined || (needs !== undefined && !may(who.role, needs)) ? null : (
              <NavLink key={path} to={path} end={path === '/'}>
                {t(title)}
              </NavLink>
            ),
          )}
        </nav>
        <div className="shell-state">
          <PlanClock />
          <LiveIndicator />
        </div>
        <div className="shell-own">
          <LanguageChoice />
          <ThemeChoice />
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Opening />}>
          <Outlet />
        </Suspense>
      </main>
      <ZoneNote />
    </div>
  );
}

/** Where the pages do not fit beside each other, the one that is open is scrolled into sight. */
function useChosenInSight() {
  const navigation = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const around = navigation.current;
    const chosen = around?.querySelector<HTMLElement>('a.active');
    if (around && chosen) {
      around.scrollLeft = chosen.offsetLeft - (around.clientWidth - chosen.offsetWidth) / 2;
    }
  }, [pathname]);
  return navigation;
}

/** Stands for a page while it is loaded. */
function Opening() {
  const t = useTranslate();
  return (
    <div role="status" aria-label={t('query.loading')}>
      <Skeleton active />
    </div>
  );
}

function ZoneNote() {
  const t = useTranslate();
  const hour = Math.floor(useSecond() / 3_600_000) * 3_600_000;
  return (
    <footer className="shell-foot">
      <span>{t('app.zone', { zone: zoneName(hour) })}</span>
      <span>{t('app.zone.plan')}</span>
    </footer>
  );
}
