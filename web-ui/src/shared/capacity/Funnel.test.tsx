import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aFunnel, aLevel, aTarget } from '../../test/fixtures';
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

test('tells a level by what was promised of it, with a mark where that is in sight', () => {
  const targets = [
    aTarget({ by: '2027-12-31T04:00:00Z' }),
    aTarget({ id: 2, level: 'SCHEDULABLE', atLeast: 6_000, by: '2026-06-30T04:00:00Z' }),
    aTarget({ id: 3, level: null, counted: 'INCUBATOR', atLeast: 3 }),
    aTarget({ id: 4, scope: 'TENANT', tenant: 'east', level: 'ALLOCATED', atLeast: 10 }),
  ];

  renderPage(<Funnel funnel={funnel} targets={targets} />);

  expect(level('Installed')).toHaveTextContent('12% of the target of 100 EFLOPS by 31 Dec 2027');
  expect(level('Installed')?.querySelector('.funnel-promised')).toBeNull();
  expect(level('Schedulable')).toHaveTextContent('150% of the target of 6.00 EFLOPS by 30 Jun 2026');
  expect(level('Schedulable')?.querySelector('.funnel-promised')).toHaveStyle({ left: '50%' });
  expect(level('Allocated')).not.toHaveTextContent('target');
});

test('says P in Chinese', () => {
  renderPage(<Funnel funnel={aFunnel({ installed: aLevel(873) })} />, { language: 'zh' });

  expect(level('已安装')).toHaveTextContent('873 P');
});
