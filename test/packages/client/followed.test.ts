import { setTimeout as passes } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { gql } from '@apollo/client';
import fc from 'fast-check';
import { createGroupGatewayClient, followChanges } from '../../../client/src/index.ts';
import { eventually } from '../../support/eventually.ts';
import { post, serviceUrl } from '../../support/graphql.ts';
import { newPlace } from './place.ts';
import { askedMutation, requestOf } from './random-mutations.ts';
import { askedList, documentOf } from './random-queries.ts';
import { withoutTypes } from './random-scrolls.ts';

/*
 * Lists on a screen, which a client and others change, while answers and events arrive in any order. In the end the
 * screen and the cache have what the service has.
 */
const uses = Number(process.env.TEST_CLIENT_USES ?? (process.env.CI ? 100 : 10));

const change = fc.record({ own: fc.boolean(), waits: fc.boolean(), asked: askedMutation });

/** There is no event for the name of an account. */
const isTold = ({ own, asked }: { own: boolean; asked: { mutation: string } }) =>
  own || asked.mutation !== 'updateStaffAccount';

test(
  `what is on the screen comes to be what the service has, in ${uses} uses`,
  async () => {
    const property = fc.asyncProperty(
      fc.array(askedList, { minLength: 1, maxLength: 3 }),
      fc.array(change, { minLength: 2, maxLength: 8 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 20 }),
      async (lists, changes, delays) => {
        const place = await newPlace();
        const headers = { 'x-api-key': place.organization.key };
        const ask = (query: string, variables: object) => post(JSON.stringify({ query, variables }), headers);
        let requests = 0;
        let streams = 0;
        const client = createGroupGatewayClient({
          url: serviceUrl(),
          apiKey: place.organization.key,
          fetch: async (address, init) => {
            const response = await fetch(address, init);
            if (response.headers.get('content-type')?.startsWith('text/event-stream')) streams++;
            else await passes(delays[requests++ % delays.length]);
            return response;
          },
        });
        const failures: unknown[] = [];
        const end = followChanges(client, { onFailure: (failure) => failures.push(failure) });
        await eventually('changes are followed', () => streams === 3);
        const queries = lists.map((asked) => documentOf([asked], place.seen, () => []).query);
        const screens = queries.map(([text, variables]) => client.watchQuery({ query: gql(text), variables }));
        const ends = screens.map((screen) => screen.subscribe({ error: () => {} }));
        const underWay: Promise<unknown>[] = [];
        for (const { own, waits, asked } of changes.filter(isTold)) {
          const [text, variables] = requestOf(asked, place.seen);
          const changed = own ? client.mutate({ mutation: gql(text), variables }) : ask(text, variables);
          underWay.push(changed);
          if (waits) await changed;
        }
        await Promise.all(underWay);
        for (const [n, [text, variables]] of queries.entries()) {
          const isRight = async () => {
            const { data } = await ask(text, variables);
            return isDeepStrictEqual(withoutTypes(screens[n]?.getCurrentResult().data), withoutTypes(data));
          };
          await eventually(`the screen has what the service has: ${text}`, isRight);
          const { data } = await client.query({ query: gql(text), variables, errorPolicy: 'all' });
          expect(withoutTypes(data)).toEqual(withoutTypes((await ask(text, variables)).data));
        }
        expect(failures).toEqual([]);
        for (const each of ends) each.unsubscribe();
        end();
        client.stop();
      },
    );
    await fc.assert(property, { numRuns: uses, endOnFailure: true });
  },
  30_000 + 3000 * uses,
);
