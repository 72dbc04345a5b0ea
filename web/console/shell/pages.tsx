import type { ReactNode } from 'react';
import type { useViewer } from '../session/viewer.ts';
import { ActivityIcon, GroupsIcon, KeyIcon, PeopleIcon, PersonIcon, WebhookIcon, WebsiteIcon } from './icons.tsx';

interface ConsolePage {
  to: string;
  name: string;
  icon: ReactNode;
}

type Rights = Pick<ReturnType<typeof useViewer>, 'canReadStaff' | 'canReadKeys'>;

/** The pages that a key opens, in the order of the navigation. */
export const pagesOf = ({ canReadStaff, canReadKeys }: Rights): ConsolePage[] => [
  { to: '/groups', name: 'Groups', icon: <GroupsIcon /> },
  { to: '/websites', name: 'Websites', icon: <WebsiteIcon /> },
  ...(canReadStaff
    ? [
        { to: '/account-groups', name: 'Account groups', icon: <PeopleIcon /> },
        { to: '/staff-accounts', name: 'Staff accounts', icon: <PersonIcon /> },
      ]
    : []),
  { to: '/activity', name: 'Activity', icon: <ActivityIcon /> },
  ...(canReadKeys
    ? [
        { to: '/api-keys', name: 'API keys', icon: <KeyIcon /> },
        { to: '/webhooks', name: 'Webhooks', icon: <WebhookIcon /> },
      ]
    : []),
];
