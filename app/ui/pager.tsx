import { useNavigate, useSearchParams } from "@remix-run/react";
import { Box, InlineStack, Pagination } from "@shopify/polaris";
import { useFormat } from "./use-format.tsx";

interface Props {
  page: number;
  pageSize: number;
  total: number;
  /** The name in the address, where a page of the app has two lists. */
  name?: string;
}

/** Steps through a list by the address, so that a page can be linked to and gone back to. */
export function Pager({ page, pageSize, total, name = "page" }: Props) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const format = useFormat();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  const turnTo = (to: number) => () => {
    const next = new URLSearchParams(search);
    next.set(name, String(to));
    navigate(`?${next.toString()}`, { preventScrollReset: true });
  };
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination
          label={`${format.count((page - 1) * pageSize + 1)}–${format.count(Math.min(total, page * pageSize))} of ${format.count(total)}`}
          hasPrevious={page > 1}
          onPrevious={turnTo(page - 1)}
          hasNext={page < pages}
          onNext={turnTo(page + 1)}
        />
      </InlineStack>
    </Box>
  );
}
