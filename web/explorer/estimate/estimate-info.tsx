import { useEstimate } from './use-estimate.ts';

const number = new Intl.NumberFormat('en');
const points = (count: number) => `${number.format(count)} ${count === 1 ? 'point' : 'points'}`;

/** What a run of a query would cost. */
export function EstimateInfo({ apiKey }: { apiKey: string }) {
  const told = useEstimate(apiKey);
  if (!told) return null;
  const isRefused = told.most > told.limit;
  return (
    <section aria-label="Before the run">
      <dl className="run-info">
        <div data-outcome={isRefused ? 'failed' : undefined}>
          <dt>A run costs</dt>
          <dd>
            {isRefused
              ? `up to ${points(told.most)}: more than the ${number.format(told.limit)} that an operation may`
              : points(told.estimate)}
          </dd>
        </div>
      </dl>
    </section>
  );
}
