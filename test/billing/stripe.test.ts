import { describeProvider } from './provider-suite.ts';
import { stripeHarness } from './stripe-harness.ts';

describeProvider('stripe', stripeHarness);
