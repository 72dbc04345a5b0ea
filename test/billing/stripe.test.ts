import { describeSequences } from './provider-sequences.ts';
import { describeProvider } from './provider-suite.ts';
import { stripeHarness } from './stripe-harness.ts';

describeProvider('stripe', stripeHarness);
describeSequences('stripe', stripeHarness);
