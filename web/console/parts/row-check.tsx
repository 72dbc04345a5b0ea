import type { Selection } from './use-selection.ts';

interface RowCheckProps<Row extends { readonly id: string }> {
  row: Row;
  name: string;
  checked: boolean;
  toggle: Selection<Row>['toggle'];
}

/** Chooses a row of a list; with shift, all rows from the one that was chosen before. */
export const RowCheck = <Row extends { readonly id: string }>({ row, name, checked, toggle }: RowCheckProps<Row>) => (
  <input
    type="checkbox"
    className="check"
    aria-label={`Choose ${name}`}
    checked={checked}
    onChange={() => {}}
    onClick={(event) => toggle(row, event)}
  />
);
