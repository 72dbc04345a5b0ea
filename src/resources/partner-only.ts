import { Extensions } from 'type-graphql';

/** Marks a type or a field that exists for partner organizations only: nobody else is shown it. */
export const PartnerOnly = () => Extensions({ partnerOnly: true });
