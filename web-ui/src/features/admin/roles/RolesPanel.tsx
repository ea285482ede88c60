import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { rolesQuery } from '../../../shared/api/adminQueries';
import { useApi } from '../../../shared/api/ApiContext';
import type { Roles } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { may, type Permission, permissions } from '../../../shared/session/permissions';
import { DataList } from '../../../shared/ui/DataList';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { useAdminWords } from '../adminWords';

const OF_PEOPLE = ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER', 'VIEWER'] as const;

/** What each role may, how many tokens have it, and which claims of an issuer mean it. */
export function RolesPanel() {
  const words = useAdminWords();
  const roles = useQuery(rolesQuery(useApi()));
  return (
    <div className="page">
      <Section title={words('roles.title')} note={words('roles.note')}>
        <Loaded query={roles} lines={7}>
          {({ roles: each }) => <RoleCards roles={each} />}
        </Loaded>
      </Section>
      <Section title={words('roles.may')}>
        <Rights />
      </Section>
      <Section title={words('roles.oidc')}>
        <Loaded query={roles} lines={3}>
          {({ oidc }) => (oidc === null ? <p className="empty">{words('roles.oidc.none')}</p> : <Mapping oidc={oidc} />)}
        </Loaded>
      </Section>
    </div>
  );
}

function RoleCards({ roles }: { roles: Roles['roles'] }) {
  const t = useTranslate();
  const words = useAdminWords();
  const format = useFormat();
  return (
    <ul className="cards" aria-label={words('roles.title')}>
      {roles.map(({ role, tokensInUse }) => (
        <li key={role}>
          <div className="card-line">
            <b>{t(`role.${role}`)}</b>
            <span className="number">{words('roles.tokens', { count: format.count(tokensInUse) })}</span>
          </div>
          <span className="muted">{words(`roles.${role}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** As the page itself goes by; docs/endpoints.md has it endpoint by endpoint. */
function Rights() {
  const t = useTranslate();
  const words = useAdminWords();
  const rows = permissions.map((permission) => ({ permission }));
  const columns: TableColumnsType<{ permission: Permission }> = [
    { title: words('roles.permission'), key: 'permission', width: 260, render: (_, { permission }) => words(`may.${permission}`) },
    ...OF_PEOPLE.map((role) => ({
      title: t(`role.${role}`),
      key: role,
      render: (_: unknown, { permission }: { permission: Permission }) =>
        may(role, permission) ? <b>{words('roles.yes')}</b> : <span className="muted">{words('roles.no')}</span>,
    })),
  ];
  return (
    <DataList
      label={words('roles.may')}
      rows={rows}
      rowKey="permission"
      columns={columns}
      card={({ permission }) => (
        <>
          <b>{words(`may.${permission}`)}</b>
          <div className="muted">
            {OF_PEOPLE.filter((role) => may(role, permission))
              .map((role) => t(`role.${role}`))
              .join(' · ')}
          </div>
        </>
      )}
    />
  );
}

function Mapping({ oidc }: { oidc: NonNullable<Roles['oidc']> }) {
  const t = useTranslate();
  const words = useAdminWords();
  return (
    <Facts wide>
      <Fact name={words('roles.oidc.issuer')}>{oidc.issuer}</Fact>
      <Fact name={words('roles.oidc.audience')}>{oidc.audience}</Fact>
      <Fact name={words('roles.oidc.claim', { claim: oidc.roleClaim })}>
        {Object.entries(oidc.roles).map(([value, role]) => (
          <div key={value}>{words('roles.oidc.means', { value, role: t(`role.${role}`) })}</div>
        ))}
      </Fact>
      <Fact name={words('roles.oidc.tenant')}>{words('roles.oidc.claim', { claim: oidc.tenantClaim })}</Fact>
      <Fact name={words('roles.oidc.cluster')}>{words('roles.oidc.claim', { claim: oidc.clusterClaim })}</Fact>
      <Fact name={words('roles.oidc.name')}>{words('roles.oidc.claim', { claim: oidc.nameClaim })}</Fact>
    </Facts>
  );
}
