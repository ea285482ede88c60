import { Button } from 'antd';
import { useState } from 'react';
import type { JobSubmission } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Section } from '../../../shared/ui/Section';
import { curlOf } from './curl';

/** The same submission for a shell. */
export function CurlPanel({ job, replaces }: { job: JobSubmission; replaces: number | null }) {
  const t = useTranslate();
  const [copied, setCopied] = useState<string | null>(null);
  const command = curlOf(job, window.location.origin, replaces);
  return (
    <Section
      title={t('curl.title')}
      extra={
        // A page that is not served securely has no clipboard.
        !window.isSecureContext ? undefined : (
        <Button
          size="small"
          type="text"
          onClick={() => {
            void navigator.clipboard.writeText(command).then(() => {
              setCopied(command);
            });
          }}
        >
          {copied === command ? t('curl.copied') : t('curl.copy')}
        </Button>
        )
      }
    >
      <pre className="curl" tabIndex={0} aria-label={t('curl.title')}>
        {command}
      </pre>
    </Section>
  );
}
