/** A POST of a document, of which only the variables change. */
export function post(path, document, headersOf, variablesOf) {
  const start = `{"query":${JSON.stringify(document)},"variables":`;
  return (step) => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headersOf(step.organization) },
    body: `${start}${JSON.stringify(variablesOf(step))}}`,
  });
}

/** How the peers know the organization: somebody in front of them has looked the key up. */
export const byHeader = ({ id }) => ({ 'x-organization-id': id });
