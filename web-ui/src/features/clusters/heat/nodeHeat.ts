import type { Node, Run } from '../../../shared/api/types';

export type Health = 'healthy' | 'degraded' | 'cordoned' | 'unready' | 'quarantined' | 'gone';

/** A node as the heat map shows it. */
export interface NodeHeat {
  node: Node;
  health: Health;
  /** Devices that can be leased now. */
  healthyDevices: number;
  /** Devices of runs on it, of its nominal devices, 0 to 1. */
  used: number;
  /** Runs that stand on it. */
  runs: readonly Run[];
}

export interface Rack {
  name: string;
  nodes: NodeHeat[];
}

export interface Block {
  name: string;
  racks: Rack[];
}

export function healthOf(node: Node): Health {
  if (node.goneAt !== null) {
    return 'gone';
  }
  if (node.quarantine !== null) {
    return 'quarantined';
  }
  if (!node.ready) {
    return 'unready';
  }
  if (node.cordoned) {
    return 'cordoned';
  }
  return node.unhealthyDevices.length > 0 ? 'degraded' : 'healthy';
}

/** Nodes with their health and use. A run's devices are spread evenly over the workers' nodes it names. */
export function heatOf(nodes: readonly Node[], runs: readonly Run[]): NodeHeat[] {
  const held = new Map<string, { milliDevices: number; runs: Run[] }>();
  for (const run of runs) {
    for (const name of run.nodes) {
      const at = held.get(name) ?? { milliDevices: 0, runs: [] };
      at.milliDevices += run.milliDevices / run.nodes.length;
      if (at.runs.at(-1) !== run) {
        at.runs.push(run);
      }
      held.set(name, at);
    }
  }
  return nodes.map((node) => {
    const at = held.get(node.name);
    const taken = (at?.milliDevices ?? 0) + node.foreignMilliDevices;
    return {
      node,
      health: healthOf(node),
      healthyDevices: Math.max(0, node.nominalDevices - node.unhealthyDevices.length),
      used: node.nominalDevices === 0 ? 0 : Math.min(1, taken / (node.nominalDevices * 1_000)),
      runs: at?.runs ?? [],
    };
  });
}

/** By block and rack, each in the order of its name; what states none stands together at the end. */
export function topologyOf(nodes: readonly NodeHeat[]): Block[] {
  const blocks = new Map<string, Map<string, NodeHeat[]>>();
  for (const each of nodes) {
    const racks = entry(blocks, each.node.block ?? '', () => new Map<string, NodeHeat[]>());
    entry(racks, each.node.rack ?? '', (): NodeHeat[] => []).push(each);
  }
  return sorted(blocks).map(([name, racks]) => ({
    name,
    racks: sorted(racks).map(([rack, members]) => ({
      name: rack,
      nodes: members.sort((a, b) => a.node.name.localeCompare(b.node.name, 'en', { numeric: true })),
    })),
  }));
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

const sorted = <T>(map: Map<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b, 'en', { numeric: true })));

const ALONG: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
const ACROSS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The node an arrow key leads to: along a rack and on into the next, or to the same place in the rack below or above.
 *
 * @param chosen the node one stands on, null for none
 * @return null where the key means nothing here
 */
export function nextNode(key: string, blocks: readonly Block[], chosen: string | null): string | null {
  const racks = blocks.flatMap((block) => block.racks.map(({ nodes }) => nodes.map(({ node }) => node.name)));
  const order = racks.flat();
  const along = key === 'Home' || key === 'End' ? 0 : ALONG[key];
  const across = ACROSS[key];
  if ((along === undefined && across === undefined) || order.length === 0) {
    return null;
  }
  const at = chosen === null ? -1 : order.indexOf(chosen);
  if (at < 0 || key === 'Home') {
    return (key === 'End' || (along ?? across ?? 0) < 0 ? order.at(-1) : order[0]) ?? null;
  }
  if (across === undefined) {
    return (key === 'End' ? order.at(-1) : order[(at + (along ?? 0) + order.length) % order.length]) ?? null;
  }
  const rack = racks.findIndex((names) => names.includes(chosen ?? ''));
  const column = racks[rack]?.indexOf(chosen ?? '') ?? 0;
  const next = racks[(rack + across + racks.length) % racks.length] ?? [];
  return next[Math.min(column, next.length - 1)] ?? null;
}

/** What a gang finds of a node: all of it, a part, or nothing. */
export type Room = 'whole' | 'part' | 'none';

export const ROOMS: readonly Room[] = ['whole', 'part', 'none'];

/** A node that may not be used leaves nothing; one with an ill device is no whole node either. */
export function roomOn({ health, used, healthyDevices, node }: NodeHeat): Room {
  const free = health === 'healthy' || health === 'degraded' ? healthyDevices - used * node.nominalDevices : 0;
  if (free < 0.001) {
    return 'none';
  }
  return used === 0 && health === 'healthy' ? 'whole' : 'part';
}

/** Share of free devices that stand on nodes which are not wholly free: what no whole-node gang can use. */
export function fragmentation(nodes: readonly NodeHeat[]): number | null {
  const open = nodes.filter(({ health }) => health === 'healthy' || health === 'degraded');
  const free = open.map(({ node, healthyDevices, used }) => Math.max(0, healthyDevices - used * node.nominalDevices));
  const total = free.reduce((sum, each) => sum + each, 0);
  const broken = open.reduce((sum, { used }, index) => sum + (used > 0 ? (free[index] ?? 0) : 0), 0);
  return total === 0 ? null : broken / total;
}
