import { Skeleton } from '@mantine/core';

/** Stands for the rows of a list that are on their way. */
export const RowsSkeleton = ({
  label,
  count = 8,
  rowHeight = 68,
}: {
  label: string;
  count?: number;
  rowHeight?: number;
}) => (
  <div className="rows" role="status" aria-label={label}>
    {Array.from({ length: count }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: nothing tells them apart
      <div key={index} className="row" style={{ height: rowHeight }}>
        <Skeleton height={38} width={38} radius={10} style={{ flex: 'none' }} />
        <div className="row-text">
          <Skeleton height={14} width={`${30 + ((index * 7) % 4) * 8}%`} mb={8} />
          <Skeleton height={11} width={`${18 + ((index * 5) % 3) * 6}%`} />
        </div>
      </div>
    ))}
  </div>
);

/** Stands for a page of a resource: its name, a large card and some small ones. */
export const ResourceSkeleton = ({ label, name }: { label: string; name?: string | undefined }) => (
  <div role="status" aria-label={label}>
    {name === undefined && <Skeleton height={30} width="min(360px, 70%)" mb="lg" />}
    <div className="resource">
      <Skeleton height={420} radius="lg" />
      <div className="resource-side">
        <Skeleton height={130} radius="lg" />
        <Skeleton height={190} radius="lg" />
        <Skeleton height={150} radius="lg" />
      </div>
    </div>
  </div>
);
