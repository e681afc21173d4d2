import { Button, SearchBox } from "@fluentui/react-components";
import { useState } from "react";

import type { FaultSwitch } from "../../ipc/bindings/FaultSwitch";
import type { PracticeRoom } from "../../ipc/bindings/PracticeRoom";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { Rows, Section } from "./Parts";
import { SwitchRow } from "./SwitchRow";

const text = settings.practice.faults;

interface FaultsProps {
  faults: readonly FaultSwitch[];
  change: (doing: Promise<PracticeRoom | null>) => Promise<void>;
}

/** What the practice tenant refuses on purpose: the common ones and those that are on, then all others. */
export function Faults({ faults, change }: FaultsProps) {
  const [opened, setOpened] = useState(false);
  const [filter, setFilter] = useState("");
  const first = faults.filter((fault) => fault.common || fault.set);
  const rest = faults.filter((fault) => !first.includes(fault));
  const words = filter.trim().toLowerCase();
  const found = rest.filter((fault) => `${codeOf(fault)} ${fault.meaning}`.toLowerCase().includes(words));
  const turn = (code: number, on: boolean) => void change(call("switch_fault", { code, on }));
  const rows = (some: readonly FaultSwitch[]) =>
    some.map((fault) => <FaultRow key={fault.code} fault={fault} turn={(on) => turn(fault.code, on)} />);
  return (
    <Section title={text.title} intro={text.sentence} testId="faults">
      <Rows>{rows(first)}</Rows>
      {rest.length > 0 && (
        <Button
          appearance="transparent"
          size="small"
          className="settings-more"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
          data-testid="faults-more"
        >
          {opened ? text.fewer : text.more(rest.length)}
        </Button>
      )}
      {opened && (
        <>
          <SearchBox
            className="settings-filter"
            placeholder={text.filter}
            aria-label={text.filter}
            value={filter}
            onChange={(_, { value }) => setFilter(value)}
            data-testid="faults-filter"
          />
          {found.length > 0 ? <Rows>{rows(found)}</Rows> : <p className="meta">{text.none(filter)}</p>}
        </>
      )}
    </Section>
  );
}

function FaultRow({ fault, turn }: { fault: FaultSwitch; turn: (on: boolean) => void }) {
  const where = text.where[fault.on] ?? fault.on;
  const shown = text.common[fault.code] ?? { title: fault.meaning, sentence: text.answers(where, codeOf(fault)) };
  return (
    <SwitchRow
      title={shown.title}
      sentence={shown.sentence}
      on={fault.set}
      change={turn}
      testId={`fault-${fault.code}`}
    />
  );
}

const codeOf = ({ code, is_of_graph }: FaultSwitch) => (is_of_graph ? String(code) : `AADSTS${code}`);
