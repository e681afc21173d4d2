import { Radio, RadioGroup } from "@fluentui/react-components";
import { useId } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { Theme } from "../../ipc/bindings/Theme";
import { call } from "../../ipc/commands";
import { useCall } from "../../ipc/useCall";
import { CopyButton } from "../../parts/CopyButton";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { Row, Rows, Section } from "./Parts";
import { Problem } from "./Problem";
import { SwitchRow } from "./SwitchRow";
import { useRead } from "./useRead";

const text = settings.general;
const themes: readonly Theme[] = ["system", "light", "dark"];

export function General() {
  const { value, error, change } = useRead(() => call("general", {}));
  const about = useCall("about");
  const themeId = useId();
  if (value === null) {
    return <Section title={settings.section.general}>{<Problem error={error} />}</Section>;
  }
  // What is shown is what is kept: it is read again after each change.
  const set = (doing: Promise<null>) => void change(doing.then(() => call("general", {})));
  return (
    <Section title={settings.section.general}>
      <Problem error={error ?? value.error} />
      <Rows>
        <SwitchRow
          title={text.atLogin.title}
          sentence={value.at_login_error === null ? text.atLogin.sentence : hinted(value.at_login_error)}
          on={value.at_login ?? false}
          disabled={value.at_login === null}
          change={(on) => set(call("set_at_login", { on }))}
          testId="at-login"
        />
        <Row title={text.theme.title} titleId={themeId} sentence={text.theme.sentence}>
          <RadioGroup
            layout="horizontal"
            aria-labelledby={themeId}
            value={value.theme}
            disabled={value.error !== null}
            onChange={(_, chosen) => set(call("set_theme", { theme: chosen.value as Theme }))}
            data-testid="theme"
          >
            {themes.map((theme) => (
              <Radio key={theme} value={theme} label={text.themes[theme]} data-testid={`theme-${theme}`} />
            ))}
          </RadioGroup>
        </Row>
        <SwitchRow
          title={text.notifications.title}
          sentence={text.notifications.sentence}
          on={value.notifications}
          disabled={value.error !== null}
          change={(on) => set(call("set_notifications", { on }))}
          testId="notifications"
        />
        <Row title={text.file} sentence={<code>{value.file}</code>}>
          <CopyButton value={value.file} what={text.file} />
        </Row>
        {about.state === "here" && <Row title={text.version}>{about.result.version}</Row>}
      </Rows>
    </Section>
  );
}

const hinted = ({ message, hint }: AppError) => [message, ...(hint === null ? [] : [hint])].map(sentence).join(" ");
