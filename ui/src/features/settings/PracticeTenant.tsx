import { useState } from "react";

import type { PracticeRoom } from "../../ipc/bindings/PracticeRoom";
import { call } from "../../ipc/commands";
import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { settings } from "../../text/settings";
import { useSurroundings } from "../../window/context";
import { Faults } from "./Faults";
import { Rows, Section } from "./Parts";
import { People } from "./People";
import { Addresses, StartOver, TimeMoved } from "./PracticeRows";
import { Problem, Told } from "./Problem";
import { SwitchRow } from "./SwitchRow";
import { type Read, useRead } from "./useRead";

const text = settings.practice;

export function PracticeTenant() {
  const { practice } = useSurroundings().status;
  const read = useRead(() => call("practice_room", {}), [practice.state]);
  const [switching, setSwitching] = useState(false);
  const [told, setTold] = useState<readonly string[]>([]);
  const room = read.value;
  const starting = switching || practice.state === "starting";
  const turn = (on: boolean) => {
    setSwitching(true);
    setTold([]);
    const switched = call("switch_practice", { on }).then(() => call("practice_room", {}));
    void read.change(switched).finally(() => setSwitching(false));
  };
  return (
    <>
      <Section title={settings.section.practice} end={<Listening room={room} starting={starting} />}>
        <Problem error={practice.state === "not-started" ? practice.why : null} />
        <Problem error={read.error} />
        <Told notes={told} />
        <Rows>
          <SwitchRow
            title={text.run}
            sentence={room !== null && practice.state === "off" ? text.elsewhere(room.process) : text.stops}
            on={room !== null}
            disabled={starting}
            change={turn}
            testId="practice-run"
          />
          {room !== null && <Running room={room} read={read} tell={setTold} />}
        </Rows>
        {room === null && !starting && <p className="meta">{text.whenOff}</p>}
      </Section>
      {room !== null && <Faults faults={room.faults} change={read.change} />}
    </>
  );
}

function Listening({ room, starting }: { room: PracticeRoom | null; starting: boolean }) {
  const state: State = starting ? "running" : room === null ? "waiting" : "fine";
  return (
    <span className="settings-state" role="status" data-testid="practice-state">
      <StateIcon state={state} />
      {starting ? text.starting : room === null ? text.off : text.listening}
    </span>
  );
}

interface RunningProps {
  room: PracticeRoom;
  read: Read<PracticeRoom | null>;
  tell: (notes: readonly string[]) => void;
}

function Running({ room, read, tell }: RunningProps) {
  const { signs_in: who } = room;
  const named = who === null || who === "first" ? text.withoutAsking.sentence : text.withoutAsking.named(who);
  return (
    <>
      <Addresses room={room} />
      <People people={room.people} />
      <SwitchRow
        title={text.withoutAsking.title}
        sentence={named}
        on={who !== null}
        change={(on) => void read.change(call("sign_in_without_asking", { on, user: null }))}
        testId="practice-without-asking"
      />
      <TimeMoved seconds={room.ahead_seconds} move={(hours) => void read.change(call("move_practice_time", { hours }))} />
      <StartOver
        reset={() => void read.change(call("reset_practice", {}).then((fresh) => (tell([text.over.done]), fresh)))}
      />
    </>
  );
}
