// The partner's gateway: the stitched schema behind GraphQL Yoga.
import { createYoga } from 'graphql-yoga';
import { listen } from '../listen.mjs';
import { schema } from './schema.mjs';

listen('gateway', createYoga({ schema }));
