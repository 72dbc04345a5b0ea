import './mantine-styles.ts';
import './console.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { client } from './data/client.ts';
import { Session } from './session/session.tsx';
import { theme } from './theme.ts';

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Notifications position="bottom-right" />
    <ApolloProvider client={client}>
      <Session />
    </ApolloProvider>
  </MantineProvider>,
);
