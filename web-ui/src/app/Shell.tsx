import { NavLink, Outlet } from 'react-router';
import { AccountMenu } from '../features/session/AccountMenu';
import { useTranslate } from '../shared/i18n/LanguageContext';
import { zoneName } from '../shared/format/times';
import { useSecond } from '../shared/time/tick';
import { LiveIndicator } from './LiveIndicator';
import { pages } from './pages';
import { PlanClock } from './PlanClock';
import { LanguageChoice, ThemeChoice } from './Preferences';
import './Shell.css';

/** What stays around every page. */
export function Shell() {
  const t = useTranslate();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="shell-head">
        <span className="brand">{t('app.name')}</span>
        <nav aria-label={t('app.navigation')}>
          {pages.map(({ path, title }) => (
            <NavLink key={path} to={path} end>
              {t(title)}
            </NavLink>
          ))}
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
        <Outlet />
      </main>
      <ZoneNote />
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
