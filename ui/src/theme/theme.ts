import { type BrandVariants, type Theme, createDarkTheme, createLightTheme } from "@fluentui/react-components";

/** Indigo, from the app's icon. */
const brand: BrandVariants = {
  10: "#070e21",
  20: "#0d1936",
  30: "#14234d",
  40: "#1a2e65",
  50: "#21397a",
  60: "#29438c",
  70: "#324e9b",
  80: "#3b59ab",
  90: "#4868bb",
  100: "#5778c9",
  110: "#6787d6",
  120: "#7897e1",
  130: "#8da9eb",
  140: "#a4bcf1",
  150: "#bccef5",
  160: "#d6e1f9",
};

/** The bundled fonts stand behind those of the platform that Office itself uses. */
const type: Partial<Theme> = {
  fontFamilyBase: '"Segoe UI Variable Text", "Segoe UI", -apple-system, "Inter Variable", sans-serif',
  fontFamilyMonospace: '"Cascadia Code Variable", "Cascadia Code", Consolas, monospace',
  fontSizeBase300: "13px",
};

/** Colours of code, at least 5.9:1 on the page and on removed and added lines. */
const syntax = {
  light: {
    colorSyntaxTag: "#324e9b",
    colorSyntaxAttribute: "#8a4b08",
    colorSyntaxString: "#1b6b52",
    colorSyntaxNumber: "#7a3ea8",
  },
  dark: {
    colorSyntaxTag: "#9db7f3",
    colorSyntaxAttribute: "#e0b27a",
    colorSyntaxString: "#86cfb3",
    colorSyntaxNumber: "#cfa5ee",
  },
};

export const light: Theme = { ...createLightTheme(brand), ...type, ...syntax.light };

export const dark: Theme = {
  ...createDarkTheme(brand),
  ...type,
  ...syntax.dark,
  colorBrandForeground1: brand[120],
  colorCompoundBrandForeground1: brand[120],
  colorBrandForegroundLink: brand[130],
  colorBrandForeground2: brand[130],
  colorCompoundBrandStroke: brand[110],
  colorCompoundBrandBackground: brand[110],
  // Fluent's own is 4.2:1 on the dark page, below AA.
  colorStatusDangerForeground1: "#e8868e",
};
