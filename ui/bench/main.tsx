import {
  Body1,
  Button,
  Card,
  Field,
  FluentProvider,
  Input,
  Link,
  Tab,
  TabList,
  Title1,
  webLightTheme,
} from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/** What the template's page says, in Fluent's controls. */
function Page() {
  return (
    <FluentProvider theme={webLightTheme}>
      <Title1 as="h1">Welcome to Tauri</Title1>
      <TabList defaultSelectedValue="greet">
        <Tab value="greet">Greet</Tab>
        <Tab value="learn">Learn more</Tab>
      </TabList>
      <Card>
        <Body1>
          Read about the framework in <Link href="https://tauri.app">its documentation</Link>, and about what this page
          is drawn with in that of React and of Fluent. Nothing on it does anything.
        </Body1>
        <Field label="Name">
          <Input placeholder="Enter a name..." />
        </Field>
        <Button appearance="primary">Greet</Button>
      </Card>
    </FluentProvider>
  );
}

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
createRoot(root).render(<Page />);
