import type { JobView } from '../../shared/api/types';
import { millisOf } from '../../shared/format/isoDuration';
import type { Format } from '../../shared/format/useFormat';
import type { Translate } from '../../shared/i18n/messages';

/** What it costs a job to ask for running elsewhere when its cluster is lost. */
export function reschedulingWords(cost: NonNullable<JobView['rescheduling']>, t: Translate, format: Pick<Format, 'duration'>) {
  const lasting = (duration: string) => format.duration(millisOf(duration) ?? 0);
  const told = { silence: lasting(cost.endsAfterSilence), elsewhere: lasting(cost.elsewhereAfter) };
  return cost.mostLost === null ? t('facts.priceWhole', told) : t('facts.priceText', { ...told, lost: lasting(cost.mostLost) });
}
