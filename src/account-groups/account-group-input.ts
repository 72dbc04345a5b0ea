import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput } from '../resources/resource.results.ts';
import { maxDisplayOrder } from './display-order.sql.ts';

export function checkDisplayOrder(issues: InputIssues, displayOrder: number | undefined): void {
  if (displayOrder !== undefined && displayOrder < 1)
    issues.add(['displayOrder'], `must be from 1 to ${maxDisplayOrder}`);
}

/** The siblings from the place on reach up to the last one. */
export function noRoom(): InvalidResourceInput {
  const issues = new InputIssues();
  issues.add(
    ['displayOrder'],
    `leaves no room: from this place on, the account groups fill all places up to ${maxDisplayOrder}`,
  );
  return new InvalidResourceInput(issues.list);
}
