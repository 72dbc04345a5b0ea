import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useViewer } from '../session/viewer.ts';
import { FindByNumberDocument, FindByUuidDocument, FindEverythingDocument } from './generated/operations.ts';

/** Something to open. */
export interface Found {
  to: string;
  name: string;
  about: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const number = /^[1-9]\d{0,18}$/;
const typingMs = 150;

const group = ({ id, name }: { id: string; name: string }): Found => ({ to: `/groups/${id}`, name, about: 'Group' });
const website = ({ id, url, name }: { id: string; url: string; name: string | null }): Found => ({
  to: `/websites/${id}`,
  name: name ?? url,
  about: name === null ? 'Website' : `Website · ${url}`,
});
const accountGroup = ({ id, lookupName }: { id: string; lookupName: string }): Found => ({
  to: `/account-groups/${id}`,
  name: lookupName,
  about: 'Account group',
});
const account = ({ id, login, displayName }: { id: string; login: string; displayName: string }): Found => ({
  to: `/staff-accounts/${id}`,
  name: displayName,
  about: `Staff account · ${login}`,
});

const given = <Item>(item: Item | null | undefined): Item[] => (item == null ? [] : [item]);

/** What has the text in its name or its address, or is named by it as an id. */
export function useFind(typed: string) {
  const { isPartner, canReadStaff } = useViewer();
  const [text] = useDebouncedValue(typed.trim().slice(0, 255), typingMs);
  const contains = { contains: text };
  const byExternalId = isPartner ? [{ externalId: text }] : [];
  const everything = useQuery(FindEverythingDocument, {
    variables: {
      groups: { or: [{ name: contains }, ...byExternalId] },
      websites: { or: [{ name: contains }, { url: contains }, ...byExternalId] },
      accountGroups: { name: contains },
      staffAccounts: { or: [{ displayName: contains }, { login: contains }] },
      withStaff: canReadStaff,
    },
    skip: text === '',
  });
  const byUuid = useQuery(FindByUuidDocument, { variables: { id: text }, skip: !uuid.test(text) });
  const byNumber = useQuery(FindByNumberDocument, {
    variables: { id: text },
    skip: !number.test(text) || !canReadStaff,
  });
  const { data, previousData } = everything;
  const list = text === '' ? undefined : (data ?? previousData);
  const found = [
    ...given(byUuid.data?.group).map(group),
    ...given(byUuid.data?.website).map(website),
    ...given(byNumber.data?.accountGroup).map(accountGroup),
    ...given(byNumber.data?.staffAccount).map(account),
    ...(list?.groups.nodes ?? []).map(group),
    ...(list?.websites.nodes ?? []).map(website),
    ...(list?.accountGroups?.nodes ?? []).map(accountGroup),
    ...(list?.staffAccounts?.nodes ?? []).map(account),
  ];
  return {
    found: [...new Map(found.map((one) => [one.to, one])).values()],
    searching: everything.loading || text !== typed.trim(),
    error: everything.error,
  };
}
