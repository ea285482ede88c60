import { Tooltip } from 'antd';
import { useFormat } from '../shared/format/useFormat';
import { useTranslate } from '../shared/i18n/LanguageContext';
import type { LiveState } from '../shared/live/eventStream';
import { useLiveState } from '../shared/live/LiveContext';
import { useSecond } from '../shared/time/tick';
import './LiveIndicator.css';

/** A cut that is mended within this time is not worth a word. */
const BLIP_MILLIS = 1_500;

/** Whether the page follows the server, and since when it does not. */
export function LiveIndicator() {
  const state = useLiveState();
  const second = useSecond();
  const words = useWords();
  const shown: LiveState =
    state.phase === 'reconnecting' && second - state.since < BLIP_MILLIS ? { phase: 'live' } : state;
  const { text, hint, tone } = words(shown);
  return (
    <Tooltip title={hint}>
      <span className={`live live-${tone}`} role="status" tabIndex={0}>
        <span className="live-dot" aria-hidden="true" />
        {text}
      </span>
    </Tooltip>
  );
}

function useWords() {
  const t = useTranslate();
  const format = useFormat();
  return (state: LiveState) => {
    switch (state.phase) {
      case 'connecting':
        return { text: t('live.connecting'), hint: null, tone: 'quiet' };
      case 'live':
        return { text: t('live.live'), hint: t('live.live.hint'), tone: 'good' };
      case 'reconnecting':
        return {
          text: t('live.reconnecting', { time: format.clockTime(state.since) }),
          hint: t('live.reconnecting.hint', { attempt: state.attempt }),
          tone: 'warn',
        };
      case 'refused':
        return {
          text: t('live.refused'),
          hint: t('live.refused.hint', { status: state.status }),
          tone: 'warn',
        };
    }
  };
}
