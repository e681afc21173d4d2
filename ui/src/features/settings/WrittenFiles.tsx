import { Button } from "@fluentui/react-components";

import type { Part } from "../../ipc/bindings/Part";
import type { WrittenFile } from "../../ipc/bindings/WrittenFile";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { bytes } from "./date";
import { Group } from "./Group";
import { Row } from "./Parts";
import type { Hands } from "./Written";

const text = settings.privacy.written;

/** What lies in Hallpass's folders. */
export function OwnFiles({ parts, hands }: { parts: readonly Part[]; hands: Hands }) {
  return (
    <Group title={text.files} empty={parts.length === 0}>
      {parts.map((part) => (
        <PartRow key={`${part.folder}/${part.name}`} part={part} hands={hands} />
      ))}
    </Group>
  );
}

function PartRow({ part, hands }: { part: Part; hands: Hands }) {
  const { folder, name } = part;
  const what = text.part[`${folder}/${name}`] ?? (name.endsWith(".lock") ? text.lock : text.other);
  const item = { kind: "part", folder, name } as const;
  const question = name === "practice" ? text.ask.practice : text.ask.part(name);
  const remove = () =>
    hands.ask({
      ...question,
      yes: settings.delete,
      act: () => call("delete_written", { item }).then((notes) => [text.deleted(name), ...notes]),
    });
  return (
    <Row
      title={what}
      sentence={
        <>
          <code>{part.path}</code>
          <p>{text.size(part.files, bytes(part.bytes))}</p>
        </>
      }
      testId={`part-${folder}-${name}`}
    >
      <Named what={what} label={settings.show} act={() => hands.show(item)} testId={`show-${name}`} />
      {part.deletable && <Named what={what} label={settings.delete} act={remove} testId={`delete-${name}`} />}
    </Row>
  );
}

/** Files of the user's that were changed. */
export function Copies({ files, hands }: { files: readonly WrittenFile[]; hands: Hands }) {
  return (
    <Group title={text.copies} empty={files.length === 0}>
      {files.map((file) => (
        <CopyRow key={file.id} file={file} hands={hands} />
      ))}
    </Group>
  );
}

function CopyRow({ file, hands }: { file: WrittenFile; hands: Hands }) {
  const path = file.path ?? text.unknownFile;
  const item = { kind: "file", id: file.id } as const;
  const undo = () =>
    hands.ask({
      ...text.ask.undo(path),
      yes: settings.undo,
      act: () =>
        call("undo_written_file", { id: file.id }).then((gone) => [gone ? text.removed(path) : text.undone(path)]),
    });
  const remove = () =>
    hands.ask({
      ...text.ask.file(path),
      yes: settings.delete,
      act: () => call("delete_written", { item }).then((notes) => [text.deleted(path), ...notes]),
    });
  const state = !file.there && file.path !== null ? text.gone : file.writes > 0 ? text.writes(file.writes) : text.notCopied;
  return (
    <Row
      title={file.path === null ? path : <code>{path}</code>}
      sentence={`${state}${file.writes > 0 ? ` · ${bytes(file.bytes)}` : ""}`}
      testId={`copy-${file.id}`}
    >
      {file.there && <Named what={path} label={settings.show} act={() => hands.show(item)} testId="copy-show" />}
      {file.there && file.writes > 0 && <Named what={path} label={settings.undo} act={undo} testId="copy-undo" />}
      <Named what={path} label={settings.delete} act={remove} testId="copy-delete" />
    </Row>
  );
}

interface NamedProps {
  what: string;
  label: string;
  act: () => void;
  testId: string;
}

/** A button whose name says of what it is. */
export function Named({ what, label, act, testId }: NamedProps) {
  return (
    <Button size="small" aria-label={`${label}: ${what}`} onClick={act} data-testid={testId}>
      {label}
    </Button>
  );
}
