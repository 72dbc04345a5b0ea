interface PageOf<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All rows of a list, page by page. */
export async function loadAll<Row>(
  page: (after: string | null) => Promise<PageOf<Row> | undefined>,
  onProgress: (count: number) => void = () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const list: PageOf<Row> | undefined = await page(after);
    rows.push(...(list?.nodes ?? []));
    onProgress(rows.length);
    if (!list?.pageInfo.hasNextPage) return rows;
    after = list.pageInfo.endCursor;
  }
}
