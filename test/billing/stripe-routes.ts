import { type StripeBooks, StripeRefusal } from './stripe-books.ts';
import { type Params, textAt } from './stripe-form.ts';

/** Does what a request asks of the books. */
export function route(books: StripeBooks, { method, path, params }: { method: string; path: string; params: Params }) {
  const [, id = '', action = ''] = /^\/v1\/(?:billing\/credit_grants|customers)\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
  const kind = id ? path.replace(id, ':id') : path;
  switch (`${method} ${kind}`) {
    case 'POST /v1/customers':
      return books.createCustomer(params);
    case 'GET /v1/customers':
      return page(
        books.customers.filter(
          ({ created, deleted }) => !deleted && created >= Number(textAt(params, 'created', 'gte') ?? 0),
        ),
        path,
        params,
      );
    case 'POST /v1/billing/credit_grants':
      return books.createGrant(params);
    case 'GET /v1/billing/credit_grants':
      return page(books.grantsOf(params), path, params);
    case 'GET /v1/billing/credit_balance_summary':
      return books.summary(params);
    case 'GET /v1/billing/credit_grants/:id':
      return books.findGrant(id);
    case 'POST /v1/billing/credit_grants/:id/expire':
      return books.expireGrant(id);
    case 'POST /v1/billing/credit_grants/:id/void':
      return books.voidGrant(id);
    case 'GET /v1/customers/:id':
      return id === 'search' ? searchPage(books, path, params) : books.retrieveCustomer(id);
  }
  throw new StripeRefusal(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path} ${action})`,
  });
}

const limitOf = (params: Params) => {
  const limit = Number(textAt(params, 'limit') ?? 10);
  if (limit >= 1 && limit <= 100) return limit;
  throw new StripeRefusal(400, { type: 'invalid_request_error', code: 'parameter_invalid_integer', param: 'limit' });
};

function page<Item extends { id: string }>(items: Item[], url: string, params: Params) {
  const limit = limitOf(params);
  const start = items.findIndex(({ id }) => id === textAt(params, 'starting_after')) + 1;
  return { object: 'list', url, has_more: items.length > start + limit, data: items.slice(start, start + limit) };
}

function searchPage(books: StripeBooks, url: string, params: Params) {
  const limit = limitOf(params);
  const start = Number(textAt(params, 'page') ?? 0);
  const items = books.searchCustomers(textAt(params, 'query') ?? '');
  const more = items.length > start + limit;
  return {
    object: 'search_result',
    url,
    has_more: more,
    next_page: more ? String(start + limit) : null,
    data: items.slice(start, start + limit),
  };
}
