import { expect, test } from 'vitest';
import { aNode, aRun } from '../../../test/fixtures';
import { fragmentation, healthOf, heatOf, nextNode, roomOn, topologyOf } from './nodeHeat';

test('the worst that is wrong with a node is what it is', () => {
  expect(healthOf(aNode())).toBe('healthy');
  expect(healthOf(aNode({ unhealthyDevices: [3] }))).toBe('degraded');
  expect(healthOf(aNode({ cordoned: true, unhealthyDevices: [3] }))).toBe('cordoned');
  expect(healthOf(aNode({ ready: false, cordoned: true }))).toBe('unready');
  expect(healthOf(aNode({ quarantine: 'devices: -1', ready: false }))).toBe('quarantined');
  expect(healthOf(aNode({ goneAt: '2026-03-05T12:00:00Z' }))).toBe('gone');
});

test('a run’s devices lie on the nodes it names', () => {
  const run = aRun({ milliDevices: 12_000, nodes: ['n1', 'n2', 'n2'] });

  const [first, second, third] = heatOf([aNode({ name: 'n1' }), aNode({ name: 'n2' }), aNode({ name: 'n3' })], [run]);

  expect(first?.used).toBe(4 / 8);
  expect(second?.used).toBe(8 / 8);
  expect(second?.runs).toEqual([run]);
  expect(third?.used).toBe(0);
});

test('what others use is used too', () => {
  expect(heatOf([aNode({ foreignMilliDevices: 2_000 })], [])[0]?.used).toBe(0.25);
});

test('nodes stand by block and rack, those without at the end', () => {
  const nodes = [
    aNode({ name: 'x', block: null, rack: null }),
    aNode({ name: 'n10', block: 'b1', rack: 'r2' }),
    aNode({ name: 'n9', block: 'b1', rack: 'r2' }),
    aNode({ name: 'a', block: 'b1', rack: 'r10' }),
  ];

  const blocks = topologyOf(heatOf(nodes, []));

  expect(blocks.map(({ name }) => name)).toEqual(['b1', '']);
  expect(blocks[0]?.racks.map(({ name }) => name)).toEqual(['r2', 'r10']);
  expect(blocks[0]?.racks[0]?.nodes.map(({ node }) => node.name)).toEqual(['n9', 'n10']);
});

test('free devices beside used ones are fragments', () => {
  const half = aRun({ milliDevices: 4_000, nodes: ['n1'] });
  const nodes = [aNode({ name: 'n1' }), aNode({ name: 'n2' }), aNode({ name: 'n3', cordoned: true })];

  // 4 free beside 4 used, 8 wholly free, a cordoned node does not count.
  expect(fragmentation(heatOf(nodes, [half]))).toBeCloseTo(4 / 12);
  expect(fragmentation([])).toBeNull();
});

test('tells what a gang of whole nodes finds on each', () => {
  const nodes = [
    aNode({ name: 'n1' }),
    aNode({ name: 'n2' }),
    aNode({ name: 'n3' }),
    aNode({ name: 'n4', unhealthyDevices: [1] }),
    aNode({ name: 'n5', cordoned: true }),
  ];
  const runs = [aRun({ milliDevices: 8_000, nodes: ['n1'] }), aRun({ milliDevices: 500, nodes: ['n2'] })];

  expect(heatOf(nodes, runs).map(roomOn)).toEqual(['none', 'part', 'whole', 'part', 'none']);
});

test('the arrow keys lead along a rack and to the same place in the next', () => {
  const nodes = ['a1', 'a2', 'a3'].map((name) => aNode({ name, block: 'b', rack: 'a' })).concat(['b1', 'b2'].map((name) => aNode({ name, block: 'b', rack: 'b' })));
  const blocks = topologyOf(heatOf(nodes, []));

  expect(nextNode('ArrowRight', blocks, null)).toBe('a1');
  expect(nextNode('ArrowRight', blocks, 'a3')).toBe('b1');
  expect(nextNode('ArrowLeft', blocks, 'a1')).toBe('b2');
  expect(nextNode('ArrowDown', blocks, 'a2')).toBe('b2');
  expect(nextNode('ArrowDown', blocks, 'a3')).toBe('b2');
  expect(nextNode('ArrowUp', blocks, 'b1')).toBe('a1');
  expect(nextNode('Home', blocks, 'b1')).toBe('a1');
  expect(nextNode('End', blocks, 'a1')).toBe('b2');
  expect(nextNode('Enter', blocks, 'a1')).toBeNull();
});
