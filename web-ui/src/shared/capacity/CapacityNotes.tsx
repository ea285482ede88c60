import type { Level } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import './CapacityNotes.css';

/** What the figures rest on, and what they leave out. */
export function CapacityNotes({ installed }: { installed: Level }) {
  const t = useTranslate();
  const format = useFormat();
  const { pflops, estimatePflops, unknownFlopsMilliDevices } = installed;
  return (
    <ul className="capacity-notes">
      <li>
        {estimatePflops === 0 || pflops === 0
          ? t('capacity.estimates.none')
          : t('capacity.estimates', {
              percent: format.percent(estimatePflops / pflops),
              figure: format.flops(estimatePflops),
            })}
      </li>
      {unknownFlopsMilliDevices === 0 ? null : (
        <li>{t('capacity.unknownFlops', { devices: format.devices(unknownFlopsMilliDevices) })}</li>
      )}
    </ul>
  );
}
