import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { ClusterTable } from '../../../shared/cluster/ClusterTable';

export function ClustersPanel() {
  const t = useTranslate();
  const capacity = useQuery(capacityQuery(useApi()));
  return (
    <Section className="full" title={t('clusters.title')}>
      <Loaded
        query={capacity}
        empty={{ when: ({ clusters }) => clusters.length === 0, text: t('clusters.empty') }}
      >
        {({ clusters }) => <ClusterTable clusters={clusters} />}
      </Loaded>
    </Section>
  );
}
