import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useWide } from './useMedia';
import './DataList.css';

interface DataListProps<T extends object> {
  label: string;
  rows: T[];
  rowKey: keyof T & string;
  columns: TableColumnsType<T>;
  /** What stands for a row where a table does not fit. */
  card: (row: T) => ReactNode;
  /** Height above which the rows scroll by themselves. */
  maxHeight?: number;
}

/** Rows as a dense table, on a phone as cards. */
export function DataList<T extends object>({
  label,
  rows,
  rowKey,
  columns,
  card,
  maxHeight,
}: DataListProps<T>) {
  const wide = useWide();
  if (!wide) {
    return (
      <ul className="cards" aria-label={label}>
        {rows.map((row) => (
          <li key={String(row[rowKey])}>{card(row)}</li>
        ))}
      </ul>
    );
  }
  return (
    // A region that scrolls has to be reachable by keyboard.
    <div className="table-scroll" style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
      <Table<T>
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        tableLayout="fixed"
      />
    </div>
  );
}
