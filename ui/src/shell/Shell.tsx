import { type ReactNode, useEffect, useRef, useState } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import { call } from "../ipc/commands";
import { useSurroundings } from "../window/context";
import { usePasteAndDrop } from "../window/usePasteAndDrop";
import { type Notice, Notices } from "./Notices";
import { NotRead } from "./NotRead";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { type Can, entries } from "./palette";
import { useFocusKept } from "./useFocusKept";
import { useShortcuts } from "./useShortcuts";
import "./shell.css";

/** Around every page: where one is, how the journey stands, and whether this is practice. */
export function Shell({ readAgain, children }: { readAgain: () => void; children: ReactNode }) {
  const { page, status, go, send } = useSurroundings();
  const [searching, setSearching] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    content.current?.scrollTo?.(0, 0);
    // It was about the page that was left, and what was pasted may be a token: it is kept no longer.
    return () => setNotice(null);
  }, [page]);

  const refused = (error: AppError) => setNotice({ kind: "error", error });
  const can: Can = {
    go,
    send,
    chooseProfile: (name) => void call("choose_profile", { name, new: false }).catch(refused),
    chooseCloud: (cloud) => void call("choose_cloud", { cloud }).catch(refused),
  };
  useFocusKept();
  useShortcuts({ search: () => setSearching(true), go, send });
  usePasteAndDrop({
    offer: (offer) => setNotice({ kind: "offer", offer }),
    send,
    unknown: (path) => setNotice({ kind: "unknown-file", path }),
  });
  return (
    <div className={status.environment.cloud === "practice" ? "shell shell-practice" : "shell"}>
      <TopBar search={() => setSearching(true)} chooseProfile={can.chooseProfile} chooseCloud={can.chooseCloud} />
      <Rail />
      <main className="shell-content" ref={content}>
        {/* The overview says it itself: it is what could not be compared. */}
        {status.error !== null && page !== "overview" && <NotRead error={status.error} again={readAgain} />}
        <Notices
          notice={notice}
          take={(offer) => {
            setNotice(null);
            send(offer.errand);
          }}
          dismiss={() => setNotice(null)}
        />
        {children}
      </main>
      <Palette open={searching} close={() => setSearching(false)} entries={entries(status, can)} send={send} />
    </div>
  );
}
