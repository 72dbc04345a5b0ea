// The stitched schema behind the open-source Hive Gateway, which composes nothing then.
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { listen } from '../listen.mjs';
import { schema } from './schema.mjs';

listen('gateway', createGatewayRuntime({ supergraph: schema, unifiedGraphHandler: () => ({ unifiedGraph: schema }) }));
