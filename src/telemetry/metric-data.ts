import { type Attributes, type HrTime, ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type HistogramMetricData,
  type MetricData,
} from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValue, MetricValueWithName } from 'prom-client';

export type PrometheusMetric = MetricObjectWithValues<MetricValue<string>>;
type Histogram = HistogramMetricData['dataPoints'][number]['value'];
type Times = Pick<DataPoint<unknown>, 'startTime' | 'endTime'>;

/** What Prometheus puts at the end of a name, as OpenTelemetry writes units. */
const units: [RegExp, string][] = [
  [/_seconds(_total)?$/, 's'],
  [/_bytes(_total)?$/, 'By'],
];

const toHrTime = (ms: number): HrTime => [Math.trunc(ms / 1000), Math.round((ms % 1000) * 1e6)];

/** What the registry of Prometheus has, as OpenTelemetry sends it: under the same names, counted since the start. */
export function metricData(metrics: PrometheusMetric[], now: number): MetricData[] {
  const times = { startTime: toHrTime(performance.timeOrigin), endTime: toHrTime(now) };
  return metrics
    .filter(({ values }) => values.length > 0)
    .map(({ name, help, type, values }): MetricData => {
      const common = {
        descriptor: {
          name,
          description: help,
          unit: units.find(([suffix]) => suffix.test(name))?.[1] ?? '',
          valueType: ValueType.DOUBLE,
        },
        aggregationTemporality: AggregationTemporality.CUMULATIVE,
      };
      if (String(type) === 'histogram')
        return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histograms(values, times) };
      const dataPoints = values.map(({ labels, value }) => ({ ...times, attributes: labels as Attributes, value }));
      return String(type) === 'counter'
        ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
        : { ...common, dataPointType: DataPointType.GAUGE, dataPoints };
    });
}

/** Prometheus has a value for each bucket, with those below it, and for the sum and the count; OpenTelemetry one point. */
function histograms(values: MetricValueWithName<string>[], times: Times): DataPoint<Histogram>[] {
  const points = new Map<string, DataPoint<Histogram>>();
  for (const {
    metricName = '',
    labels: { le, ...attributes },
    value,
  } of values) {
    const key = JSON.stringify(attributes);
    const histogram = points.get(key)?.value ?? { buckets: { boundaries: [], counts: [] }, count: 0, sum: 0 };
    points.set(key, { ...times, attributes: attributes as Attributes, value: histogram });
    if (metricName.endsWith('_sum')) histogram.sum = value;
    else if (metricName.endsWith('_count')) histogram.count = value;
    else {
      if (le !== '+Inf') histogram.buckets.boundaries.push(Number(le));
      histogram.buckets.counts.push(value - histogram.buckets.counts.reduce((sum, count) => sum + count, 0));
    }
  }
  return [...points.values()];
}
