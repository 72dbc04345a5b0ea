import type { GraphQLNamedType } from 'graphql';

/** Whether a type is the page of a list, or an entry of one. */
export const isConnection = ({ extensions }: GraphQLNamedType) => extensions.list === 'connection';
export const isEdge = ({ extensions }: GraphQLNamedType) => extensions.list === 'edge';
