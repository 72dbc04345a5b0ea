import { registerEnumType } from 'type-graphql';

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'The direction of an order.',
  valuesConfig: {
    ASC: { description: 'Smallest, earliest, or first in the alphabet.' },
    DESC: { description: 'Largest, latest, or last in the alphabet.' },
  },
});
