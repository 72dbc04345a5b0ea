import './mantine-styles.ts';
import './console.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { client } from './data/client.ts';
import { Messages } from './parts/messages.tsx';
import { Session } from './session/session.tsx';
import { theme } from './theme.ts';

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <ApolloProvider client={client}>
      <Session />
      <Messages />
    </ApolloProvider>
  </MantineProvider>,
);
