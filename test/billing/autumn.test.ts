import { autumnHarness } from './autumn-harness.ts';
import { describeProvider } from './provider-suite.ts';

describeProvider('autumn', autumnHarness);
