import type { JudgedPlace } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useSaid } from '../../../shared/ui/useSaid';
import { at, type Tongue } from './words';

/** What the rules of the plan charge for the job's place and for the best others, rule by rule. */
export function Places({ places, tongue }: { places: readonly JudgedPlace[]; tongue: Tongue }) {
  const t = useTranslate();
  const { format } = tongue;
  const { words } = useSaid();
  const rules = [...new Map(places.flatMap(({ reasons }) => reasons.map(({ rule, level }) => [rule, level] as const)))];
  return (
    <div className="places-scroll" role="region" aria-label={t('explain.places')} tabIndex={0}>
      <table className="places">
        <thead>
          <tr>
            <th scope="col">{t('explain.places.rule')}</th>
            {places.map(({ partition, here }) => (
              <th scope="col" key={partition}>
                {partition}
                {here ? <div className="muted">{t('explain.places.here')}</div> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('explain.places.start')}</th>
            {places.map(({ partition, start }) => (
              <td key={partition}>{at(tongue, start)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('explain.places.end')}</th>
            {places.map(({ partition, end }) => (
              <td key={partition}>{end === null ? '–' : at(tongue, end)}</td>
            ))}
          </tr>
          {rules.map(([rule, level]) => (
            <tr key={rule}>
              <th scope="row">
                {t(`planRule.${rule}`)} <span className="muted">{t(`planRuleLevel.${level}`)}</span>
              </th>
              {places.map(({ partition, reasons }) => {
                const reason = reasons.find((one) => one.rule === rule);
                return (
                  <td key={partition}>
                    {reason === undefined ? '–' : format.count(reason.cost)}
                    {reason === undefined ? null : <div className="places-because">{words(reason.because)}</div>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
