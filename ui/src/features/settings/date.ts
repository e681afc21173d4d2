/** A day as a sentence has it. */
export const day = (time: string) => new Date(time).toLocaleDateString(undefined, { dateStyle: "long" });

/** Bytes as a person reads them. */
export function bytes(count: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = count < 1000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  const value = count / 1000 ** step;
  return value.toLocaleString(undefined, {
    style: "unit",
    unit: units[step] ?? "byte",
    maximumFractionDigits: step === 0 || value >= 10 ? 0 : 1,
  });
}
