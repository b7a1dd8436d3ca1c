/** Decimals of shares and ratios: they are whole numbers of millionths. */
export const RATIO_DECIMALS = 6;
const ONE = 1_000_000n;

/**
 * How often `of` goes into `part`, in millionths, missing where there is nothing to divide by. Rounded towards zero,
 * but nothing alone is 0: one returned cent of a million is a share. Of a share that is not more than one, all alone
 * is 1. Whole numbers throughout: `>= 0.5` means at least half, to the last cent.
 */
export function ratioOf(part: number, of: number): number | null {
  if (of <= 0) return null;
  const ratio = (BigInt(part) * ONE) / BigInt(of);
  return ratio === 0n ? Math.sign(part) : Number(ratio);
}

/** For people: "42.5%". */
export const ratioText = (ratio: number | null, locale: string): string =>
  ratio === null
    ? "none"
    : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(
        ratio / Number(ONE),
      );
