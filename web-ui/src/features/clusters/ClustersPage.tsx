import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { capacityQuery } from '../../shared/api/queries';
import { ClusterTable } from '../../shared/cluster/ClusterTable';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Register } from './operations/Register';
import './Clusters.css';

export default function ClustersPage() {
  const t = useTranslate();
  const capacity = useQuery(capacityQuery(useApi()));
  const registers = useMay('registerClusters');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('clusters.title')}</h1>
        {registers ? (
          <div className="page-actions">
            <Register />
          </div>
        ) : null}
      </div>
      <Section title={t('clusters.all')}>
        <Loaded query={capacity} empty={{ when: ({ clusters }) => clusters.length === 0, text: t('clusters.empty') }}>
          {({ clusters }) => <ClusterTable clusters={clusters} />}
        </Loaded>
      </Section>
    </div>
  );
}
