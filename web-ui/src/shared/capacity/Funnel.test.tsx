import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aFunnel, aLevel } from '../../test/fixtures';
import { renderPage } from '../../test/render';
import { Funnel } from './Funnel';

const funnel = aFunnel({
  installed: { ...aLevel(12_000), milliDevices: 20_000_000 },
  schedulable: { ...aLevel(9_000), milliDevices: 15_000_000 },
});

const level = (name: string) => screen.getByText(name).closest('li');

test('says every figure in the unit of the largest, with its share of what is installed', () => {
  renderPage(<Funnel funnel={funnel} />);

  expect(level('Installed')).toHaveTextContent('12.0 EFLOPS20,000 devices');
  expect(level('Schedulable')).toHaveTextContent('9.0 EFLOPS75% of installed · 15,000 devices');
});

test('says unknown where nobody measured', () => {
  renderPage(<Funnel funnel={funnel} />);

  expect(level('Busy')).toHaveTextContent('unknownnot measured on any allocated device');
});

test('says P in Chinese', () => {
  renderPage(<Funnel funnel={aFunnel({ installed: aLevel(873) })} />, { language: 'zh' });

  expect(level('已安装')).toHaveTextContent('873 P');
});
