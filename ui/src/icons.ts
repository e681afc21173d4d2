/** Every icon of the window, imported by path: the package's own index names thousands, which costs seconds in a test. */
export { ArrowSyncRegular } from "@fluentui/react-icons/svg/arrow-sync";
export { BeakerRegular } from "@fluentui/react-icons/svg/beaker";
export { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
export { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
export { CircleHintRegular } from "@fluentui/react-icons/svg/circle-hint";
export { ClipboardPasteRegular } from "@fluentui/react-icons/svg/clipboard-paste";
export { DismissCircleFilled } from "@fluentui/react-icons/svg/dismiss-circle";
export { HomeFilled, HomeRegular } from "@fluentui/react-icons/svg/home";
export { KeyRegular } from "@fluentui/react-icons/svg/key";
export { ShieldCheckmarkRegular } from "@fluentui/react-icons/svg/shield-checkmark";
export { WarningFilled } from "@fluentui/react-icons/svg/warning";
