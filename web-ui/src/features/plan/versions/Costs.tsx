import type { TermCost } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';

/** The score of a version by constraint, beside what the plan cost that the search began with. */
export function Costs({ costs }: { costs: readonly TermCost[] }) {
  const t = useTranslate();
  const format = useFormat();
  if (costs.length === 0) {
    return null;
  }
  const searched = costs.some(({ before }) => before !== null);
  return (
    <Section title={t('costs.title')} note={t('costs.note')}>
      <div className="costs-scroll">
        <table className="costs">
          <thead>
            <tr>
              <th scope="col">{t('costs.constraint')}</th>
              {searched ? <th scope="col">{t('costs.before')}</th> : null}
              <th scope="col">{t('costs.now')}</th>
              {searched ? <th scope="col">{t('costs.change')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {costs.map(({ constraint, level, before, cost }) => {
              const change = cost - (before ?? cost);
              return (
                <tr key={constraint}>
                  <th scope="row">
                    {t(`cost.${constraint}`)} <span className="muted">{t(`costLevel.${level}`)}</span>
                  </th>
                  {searched ? <td>{before === null ? '–' : format.count(before)}</td> : null}
                  <td>{format.count(cost)}</td>
                  {searched ? (
                    <td className={change < 0 ? 'costs-less' : change > 0 ? 'costs-more' : 'muted'}>
                      {change > 0 ? '+' : ''}
                      {format.count(change)}
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
